package quote

import "testing"

func TestWithhold(t *testing.T) {
	tests := []struct{ reason, text, want string }{
		{"literals of a secretGenerator", "kustomize .: loading KV pairs: literal sources [user=admin hunter2]: invalid literal source hunter2, expected key=value",
			"kustomize .: loading KV pairs: literal sources: one is no key=value"},
		{"a password that begins with a star", "yaml: unknown anchor 'hunter2' referenced in File: a.yaml",
			"yaml: an alias (*) of an unknown anchor; a text that begins with * needs quotes in File: a.yaml"},
		{"a line of an env file, twice", "env source files: [x.env]: line [80 61 104 255] has invalid utf8 bytes : P=h\xff", "env source files: [x.env]: a line has invalid utf8 bytes"},
		{"a value that contradicts its tag", "yaml: cannot decode !!str `hunter2` as a !!int", "yaml: cannot decode !!str as a !!int"},
		{"a patch in the kustomization, twice", "trouble configuring builtin PatchTransformer with config: `\npatch: 'password: hunter2'\n`: unable to parse SM or JSON patch from [patch: \"password: hunter2\"]",
			"trouble configuring builtin PatchTransformer: unable to parse SM or JSON patch from an inline patch"},
		{"the target of a replacement", "wrong node kind: expected MappingNode but got ScalarNode: node contents:\nhunter2\n", "wrong node kind: expected MappingNode but got ScalarNode"},
		{"the token of a repository", "Get 'https://hunter2@example.com/a': '/tmp/https:/me:hunter2@example.com/a'", "Get 'https://***@example.com/a': '/tmp/https:/***@example.com/a'"},
		{"a value of a wrong type", "line 5: cannot unmarshal !!str `hunter2` into int", "line 5: cannot unmarshal !!str into int"},
		{"all else stays", "read \"a.yaml\": no such file or directory\nand more", "read \"a.yaml\": no such file or directory\nand more"},
	}
	for _, tt := range tests {
		if got := Withhold(tt.text); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.reason, got, tt.want)
		}
	}
}
