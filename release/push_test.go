package main

import (
	"io"
	"log"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"

	"github.com/graylane/graylane/release/image"
)

// TestPush pushes images to a registry on this machine, signed, and verifies there what was pushed.
func TestPush(t *testing.T) {
	keys := keyPair(t)
	server := httptest.NewServer(registry.New(registry.Logger(log.New(io.Discard, "", 0))))
	defer server.Close()
	out := t.TempDir()
	two := []v1.Image{empty.Image, empty.Image}
	err := image.WriteLayout(filepath.Join(out, layoutDir), []image.Multi{{Repository: repository, Tag: "v1.2.3", Images: two}})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, documentOf("v1.2.3")), []byte(`{"spdxVersion": "SPDX-2.3"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	to := strings.TrimPrefix(server.URL, "http://") + "/graylane/graylane"
	var said strings.Builder
	if err := push(options{out: out, sign: filepath.Join(keys, "cosign.key")}, to, &said); err != nil {
		t.Fatal(err)
	}
	tag, reference, _ := strings.Cut(strings.SplitN(said.String(), "\n", 2)[0], " ")
	if tag != "v1.2.3" || !strings.HasPrefix(reference, to+"@sha256:") {
		t.Errorf("it says %q", said.String())
	}
	public := filepath.Join(keys, "cosign.pub")
	runIn(t, out, nil, cosign(t), "verify", "--key", public, "--insecure-ignore-tlog", reference)
	attested := runIn(t, out, nil, cosign(t), "verify-attestation", "--key", public, "--insecure-ignore-tlog", "--type", "spdxjson", reference)
	if !strings.Contains(attested, "payload") {
		t.Errorf("the attestation is %s", attested)
	}
	runIn(t, keys, nil, cosign(t), "generate-key-pair", "--output-key-prefix", "other")
	other := filepath.Join(keys, "other.pub")
	if out, _, err := try(out, nil, cosign(t), "verify", "--key", other, "--insecure-ignore-tlog", reference); err == nil {
		t.Errorf("somebody else's key verifies it too: %s", out)
	}
}
