package lane

import (
	"testing"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

func TestCloneName(t *testing.T) {
	tests := []struct{ reason, name, version, lane, want string }{
		{"with the version", "b-v1", "v1", "v2", "b-v2"},
		{"without it", "b", "v1", "v2", "b-v2"},
		{"another version", "b-v7", "v1", "v2", "b-v7-v2"},
		{"the version as a subset", "b-1-2-3", "1.2.3", "2.0.0", "b-2-0-0"},
		{"the version as it stands", "b-1.2.3", "1.2.3", "2.0.0", "b-2-0-0"},
		{"upper case", "b-v1", "V1", "V2", "b-v2"},
		{"nothing but the version", "v1", "v1", "v2", "v1-v2"},
		{"hyphens at the ends", "b", "v1", "_x_", "b-x"},
	}
	for _, tt := range tests {
		w := &model.Workload{Object: model.Object{Ref: diag.Ref{Name: tt.name}}, PodLabels: model.Labels{"version": tt.version}}
		if got := cloneName(w, "version", tt.lane); got != tt.want {
			t.Errorf("%s: %s", tt.reason, got)
		}
	}
}

func TestHoldsVersion(t *testing.T) {
	tests := map[string]bool{
		"VERSION": true, "SERVICE_VERSION": true, "serviceVersion": true, "version": true, "API_VERSION": false, "api_version": false,
		"B_API_VERSION": false, "VERSIONS": false, "VERSION_FILE": false, "": false,
	}
	for name, want := range tests {
		if holdsVersion(name, "version") != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
	if !holdsVersion("RELEASE_TRACK", "release-track") {
		t.Error("a label with a hyphen")
	}
}

func TestIsLabelValue(t *testing.T) {
	for value, want := range map[string]bool{"v2": true, "1.2_3-x": true, "": false, "-a": false, "a.": false, "a b": false, "ä": false} {
		if isLabelValue(value) != want {
			t.Errorf("%q: %v", value, !want)
		}
	}
}
