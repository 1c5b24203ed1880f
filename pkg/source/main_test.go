package source

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/kyaml/kio"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// functionEnv makes the test binary a KRM function instead: it stands for graylane.
const functionEnv = "GRAYLANE_SOURCE_TEST_FUNCTION"

func TestMain(m *testing.M) {
	if os.Getenv(functionEnv) == "" {
		os.Exit(m.Run())
	}
	if err := function(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// function adds a ConfigMap with what it was given. The configurations called mark, check and
// fail make it do something else.
func function() error {
	rw := &kio.ByteReadWriter{Reader: os.Stdin, Writer: os.Stdout, KeepReaderAnnotations: true}
	items, err := rw.Read()
	if err != nil {
		return err
	}
	var seen []string
	for _, n := range items {
		seen = append(seen, n.GetName())
	}
	switch config := rw.FunctionConfig.GetName(); config {
	case "check":
	case "fail":
		return fmt.Errorf("the function failed")
	case "mark":
		err = items[0].PipeE(yaml.SetAnnotation("seen", "mark"))
	default:
		items = append(items, yaml.MustParse(fmt.Sprintf(
			"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: by-%s}\ndata: {seen: %q, args: %q, preload: %q}\n",
			config, strings.Join(seen, " "), strings.Join(os.Args[1:], " "), os.Getenv("GRAYLANE_PRELOAD"))))
	}
	if err != nil {
		return err
	}
	return rw.Write(items)
}
