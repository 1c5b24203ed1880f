package source

import "testing"

func TestIsOwnImage(t *testing.T) {
	for image, want := range map[string]bool{
		"graylane": true, "graylane:v1": true, "r.example:5000/team/graylane": true, "r.example:5000/team/graylane:v1@sha256:0": true,
		"graylane@sha256:0": true, "graylane/other": false, "other": false, "graylane-x:v1": false, "other:graylane": false, "": false,
	} {
		if got := isOwnImage(image); got != want {
			t.Errorf("isOwnImage(%q) = %v", image, got)
		}
	}
}

func TestIsOwnPath(t *testing.T) {
	for path, want := range map[string]bool{
		"graylane": true, "./graylane": true, "/usr/bin/graylane": true, `C:\bin\graylane.exe`: true, "../bin/graylane.exe": true,
		"graylane.sh": false, "graylane/run": false, "other": false, "": false, "graylane x": false,
	} {
		if got := isOwnPath(path); got != want {
			t.Errorf("isOwnPath(%q) = %v", path, got)
		}
	}
}
