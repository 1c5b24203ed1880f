package argocd

import (
	"testing"
)

const (
	secret  = "hunter2-of-the-database"
	release = "apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\nmetadata: {name: shop}\n"
)

// TestSecrets: values of Secrets are in the manifests, where they belong, and neither in what the server logs nor in errors.
func TestSecrets(t *testing.T) {
	s := start(t)
	const service = "---\napiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {selector: {app: db}, ports: [{name: tcp, port: 5432}]}\n"
	const object = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {DB_URL: 'postgres://user:" + secret + "@db:5432/x'}\n"
	kustomization := func(more string) string { return "resources: [a.yaml]\ntransformers: [graylane.yaml]\n" + more }
	tests := []struct {
		reason, kustomization, file string
		fails                       bool
	}{
		{"one that is used", kustomization(""), object + service, false},
		{"a host from before a renaming", kustomization("namePrefix: x-\n"), object + service, false},
		{"one that stands there twice", kustomization(""), object + "---\n" + object, true},
		{"a text that YAML takes for an alias", kustomization(""), "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  P: *" + secret + "\n", true},
		{"YAML that is broken behind it", kustomization(""), "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  P: \"" + secret + "\" x\n", true},
		{"a literal without a key", kustomization("secretGenerator: [{name: g, literals: [a=" + secret + ", " + secret + "]}]\n"), service, true},
		{"a patch without a target", kustomization("patches: [{patch: 'apiVersion: v1\n\n    kind: Secret\n\n    metadata: {name: z}\n\n    stringData: {P: " + secret + "}'}]\n"), service, true},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			app := Application{Name: "shop", Namespace: "shop", Repository: write(t, map[string]string{"kustomization.yaml": tt.kustomization, "a.yaml": tt.file, "graylane.yaml": release})}
			if tt.fails {
				hasNot(t, refused(t, app), secret)
			} else {
				has(t, generated(t, app), secret)
			}
			hasNot(t, s.read(t), secret)
		})
	}
}
