package detect

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/setting"
)

// files emits the files of ConfigMaps and Secrets that a container mounts, and no others.
func files(shared *environments) callgraph.Detector {
	return callgraph.Detector{
		Name:  "file",
		Reads: "Files of ConfigMaps and Secrets that a container mounts (`items`, `subPath`, projected volumes), with the placeholders `${VAR}` of the container's environment replaced.",
		Example: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        volumeMounts: [{name: config, mountPath: /etc/web}]
      volumes:
      - name: config
        configMap: {name: web}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: web}
data:
  application.yaml: |
    shop:
      api: {host: api, port: 8080}
`,
		Detect: func(m *model.Model, w *model.Workload, emit func(...callgraph.Clue)) {
			if len(w.Volumes) == 0 {
				return
			}
			for i, c := range w.Containers {
				for _, mount := range c.Mounts {
					for _, v := range w.Volumes {
						if v.Name == mount.Volume {
							mounted{shared.of(m, w, i), mount}.emit(v, emit)
						}
					}
				}
			}
		},
	}
}

// mounted is a volume in a container.
type mounted struct {
	*environment
	mount model.Mount
}

// emit emits the files of a ConfigMap or Secret that the mount shows
// (https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath).
func (d mounted) emit(v model.Volume, emit func(...callgraph.Clue)) {
	data := d.model.Configuration(v.Source, d.workload.Namespace, v.From)
	if data == nil {
		return
	}
	sub := d.subPath()
	for _, file := range d.filesOf(v, data) {
		text := data.Data[file.key]
		if sub != "" && file.path != sub && !strings.HasPrefix(file.path, sub+"/") {
			continue // it is not in the container
		}
		clue := d.from(data, file.key, "", text)
		clue.Setting = setting.Setting{Value: text}
		clue.File, clue.Lookup = d.name(file.path, sub), d.lookup
		emit(clue)
	}
}

// file is a file of a volume.
type file struct{ path, key string }

// filesOf are the files of a volume that may be evidence, by path.
func (d mounted) filesOf(v model.Volume, data *model.Configuration) []file {
	var all []file
	if v.Items == nil {
		for _, key := range d.telling.of(d.model, data) {
			all = append(all, file{key, key})
		}
		return all
	}
	for _, path := range slices.Sorted(maps.Keys(v.Items)) {
		if key := v.Items[path]; d.telling.has(d.model, data, key) {
			all = append(all, file{path, key})
		}
	}
	return all
}

// subPath is the part of the volume that is mounted; empty for all of it.
func (d mounted) subPath() string {
	sub, _ := d.expand(d.mount.SubPath) // of subPathExpr
	return strings.Trim(path.Clean("/"+sub), "/")
}

// name is the name that a file has in the container: that of the mount where the file alone is mounted, as a part of the volume.
func (d mounted) name(file, sub string) string {
	if file == sub && path.Ext(d.mount.Path) != "" {
		return path.Base(d.mount.Path)
	}
	return path.Base(file)
}
