package resourcelist

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// WriteKustomization writes the apps of [Write] into a directory, as people keep them: a file for each app, the annotations
// of a function's host aside, and a kustomization with graylane, the program at a path, as its transformer; without one where
// the path is empty.
func WriteKustomization(dir string, apps int, program string) error {
	files := map[string]string{}
	kustomization := "resources:\n"
	if program != "" {
		kustomization = "transformers:\n- graylane.yaml\nresources:\n"
		files["graylane.yaml"] = "apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\nmetadata:\n  name: bench\n  annotations:\n" +
			"    config.kubernetes.io/function: |\n      exec:\n        path: " + program + "\n"
	}
	for app := range apps {
		var items bytes.Buffer
		if err := writeApp(&items, app, apps); err != nil {
			return err
		}
		name := fmt.Sprintf("app-%05d.yaml", app)
		files[name] = documents(items.String())
		kustomization += "- " + name + "\n"
	}
	files["kustomization.yaml"] = kustomization
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// documents are the items of a list as YAML documents.
func documents(items string) string {
	var out strings.Builder
	for line := range strings.Lines(items) {
		switch {
		case strings.HasPrefix(line, "- "):
			out.WriteString("---\n" + line[2:])
		case line == "    annotations:\n", strings.HasPrefix(line, "      config.kubernetes.io/"), strings.HasPrefix(line, "      internal.config."):
		default:
			out.WriteString(strings.TrimPrefix(line, "  "))
		}
	}
	return out.String()
}
