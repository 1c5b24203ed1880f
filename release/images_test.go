package main

import (
	"path/filepath"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/validate"
)

// most is what an image may weigh, in bytes, unpacked.
const most = 20e6

// testImages looks at the OCI layout, and at each image in it.
func testImages(t *testing.T, dist string) {
	root, err := layout.ImageIndexFromPath(filepath.Join(dist, layoutDir))
	if err != nil {
		t.Fatal(err)
	}
	if err := validate.Index(root); err != nil {
		t.Fatal(err)
	}
	manifest, err := root.IndexManifest()
	if err != nil {
		t.Fatal(err)
	}
	tags := map[string]bool{}
	for _, m := range manifest.Manifests {
		tags[m.Annotations["org.opencontainers.image.ref.name"]] = true
		index, err := root.ImageIndex(m.Digest)
		if err != nil {
			t.Fatal(err)
		}
		if err := validate.Index(index); err != nil {
			t.Error(err)
		}
		testIndex(t, dist, index)
	}
	for _, want := range []string{testVersion, testVersion + "-argocd"} {
		if !tags[want] {
			t.Errorf("no image has the tag %s, only %v", want, tags)
		}
	}
}

// testIndex looks at the images of an index, one for each platform.
func testIndex(t *testing.T, dist string, index v1.ImageIndex) {
	manifest, err := index.IndexManifest()
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, m := range manifest.Manifests {
		found = append(found, m.Platform.String())
		image, err := index.Image(m.Digest)
		if err != nil {
			t.Fatal(err)
		}
		if err := validate.Image(image); err != nil {
			t.Error(err)
		}
		testImage(t, dist, image)
	}
	if got := strings.Join(found, " "); got != "linux/amd64 linux/arm64" {
		t.Errorf("it is for %s", got)
	}
}

// testImage looks at the image of one platform: it has the program of the archive, its labels tell the release.
func testImage(t *testing.T, dist string, image v1.Image) {
	config, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	p := platform{config.OS, config.Architecture}
	files := untar(t, mutate.Extract(image))
	size := 0
	for _, f := range files {
		size += len(f.data)
	}
	t.Logf("the image for %s has %.2f MB", p, float64(size)/1e6)
	if size > most {
		t.Errorf("%s: it has %d bytes", p, size)
	}
	if string(files["usr/local/bin/graylane"].data) != string(unpack(t, dist, p)["graylane"].data) {
		t.Errorf("%s: its program is not that of the archive", p)
	}
	for label, want := range map[string]string{"version": testVersion, "created": "2026-01-01T18:04:05Z"} {
		if got := config.Config.Labels["org.opencontainers.image."+label]; got != want {
			t.Errorf("%s: the label %s is %q, want %q", p, label, got, want)
		}
	}
	if len(config.Config.Labels["org.opencontainers.image.revision"]) != 40 {
		t.Errorf("%s: no revision among %v", p, config.Config.Labels)
	}
}
