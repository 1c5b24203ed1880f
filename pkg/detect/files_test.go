package detect_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFiles is about which files of the ConfigMap and the Secret "one" a container sees, and under which name.
func TestFiles(t *testing.T) {
	const all = "configMap: {name: one}"
	tests := []struct {
		reason, mount, volume string
		want                  []string // name=key of the source
	}{
		{"all keys that mention a Service", "mountPath: /f", all, []string{"A=data.A", "B=data.B", `with.dot=data["with.dot"]`}},
		{"items under paths of their own", "mountPath: /f", "configMap: {name: one, items: [{key: A, path: x/a.yaml}]}", []string{"a.yaml=data.A"}},
		{"items that are not there", "mountPath: /f", "configMap: {name: one, items: [{key: Z, path: z}]}", nil},
		{"one file", "mountPath: /f, subPath: B", all, []string{"B=data.B"}},
		{"one file under another name", "mountPath: /f/x.conf, subPath: B", all, []string{"x.conf=data.B"}},
		{"a directory", "mountPath: /f.css, subPath: x", "configMap: {name: one, items: [{key: A, path: x/a}, {key: B, path: xy/b}]}", []string{"a=data.A"}},
		{"a path that is no file", "mountPath: /f, subPath: C", all, nil},
		{"a path with variables", "mountPath: /f, subPathExpr: $(KEY)", all, []string{"B=data.B"}},
		{"a Secret", "mountPath: /f", "secret: {secretName: one}", []string{"A=stringData.A", "B=data.B"}},
		{"several sources", "mountPath: /f", "projected: {sources: [{configMap: {name: two}}, {secret: {name: one, items: [{key: B, path: s}]}}]}", []string{"A=data.A", "s=data.B"}},
		{"a ConfigMap that is not there", "mountPath: /f", "configMap: {name: none}", nil},
		{"a volume that is not mounted", "mountPath: /f, name: other", all, nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			mount := "name: v, " + tt.mount
			if tt.reason == "a volume that is not mounted" {
				mount = tt.mount
			}
			var got []string
			for _, c := range cluesIn(t, "file", "containers: [{name: web, env: [{name: KEY, value: B}], volumeMounts: [{"+mount+"}]}], volumes: [{name: v, "+tt.volume+"}]") {
				got = append(got, c.File+"="+c.Field)
			}
			slices.Sort(got)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
