package lane

import "testing"

func TestNarrower(t *testing.T) {
	tests := []struct {
		reason     string
		a, b, want string
	}{
		{"equal hosts", "a.example.com", "a.example.com", "a.example.com"},
		{"any host", "*", "a.example.com", "a.example.com"},
		{"any and any", "*", "*", "*"},
		{"a wildcard and a host below it", "*.example.com", "a.b.example.com", "a.b.example.com"},
		{"a wildcard and a narrower one", "*.b.example.com", "*.example.com", "*.b.example.com"},
		{"a wildcard is not its own domain", "*.example.com", "example.com", ""},
		{"a wildcard and a host that only ends alike", "*.example.com", "badexample.com", ""},
		{"different hosts", "a.example.com", "b.example.com", ""},
		{"different wildcards", "*.a.example.com", "*.b.example.com", ""},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			if got := narrower(test.a, test.b); got != test.want {
				t.Errorf("narrower(%q, %q) = %q, want %q", test.a, test.b, got, test.want)
			}
			if got := narrower(test.b, test.a); got != test.want {
				t.Errorf("narrower(%q, %q) = %q, want %q", test.b, test.a, got, test.want)
			}
		})
	}
}
