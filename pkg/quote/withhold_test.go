package quote

import "testing"

func TestWithhold(t *testing.T) {
	tests := []struct{ reason, text, want string }{
		{"literals of a secretGenerator", "kustomize .: loading KV pairs: literal sources [user=admin hunter2]: invalid literal source hunter2, expected key=value",
			"kustomize .: loading KV pairs: literal sources: one is no key=value"},
		{"a password that begins with a star", "yaml: unknown anchor 'hunter2' referenced in File: a.yaml",
			"yaml: an alias (*) of an unknown anchor; a text that begins with * needs quotes in File: a.yaml"},
		{"a line of an env file", "line 3 has invalid utf8 bytes : P=hunter2\xff", "line 3 has invalid utf8 bytes"},
		{"a value of a wrong type", "line 5: cannot unmarshal !!str `hunter2` into int", "line 5: cannot unmarshal !!str into int"},
		{"all else stays", "read \"a.yaml\": no such file or directory\nand more", "read \"a.yaml\": no such file or directory\nand more"},
	}
	for _, tt := range tests {
		if got := Withhold(tt.text); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.reason, got, tt.want)
		}
	}
}
