package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// cosign is the program that signs; without it the test ends.
func cosign(t *testing.T) string {
	t.Helper()
	path := os.Getenv("GRAYLANE_COSIGN")
	if _, err := os.Stat(path); err != nil {
		missing(t, "GRAYLANE_COSIGN names no program; make conformance sets it")
	}
	return path
}

// keyPair makes keys for cosign, in a directory, and lets what this test runs use them.
func keyPair(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	t.Setenv("COSIGN", cosign(t))
	t.Setenv("COSIGN_PASSWORD", "secret")
	runIn(t, dir, nil, cosign(t), "generate-key-pair")
	return dir
}

// testSigned signs the checksums with a key, as SIGN does, and verifies them with cosign as users do.
func testSigned(t *testing.T, one string) {
	keys := keyPair(t)
	r := &release{out: filepath.Join(one, "dist"), log: os.Stderr}
	if err := r.sign(filepath.Join(keys, "cosign.key")); err != nil {
		t.Fatal(err)
	}
	verify := []string{"verify-blob", "--key", filepath.Join(keys, "cosign.pub"), "--insecure-ignore-tlog", "--bundle", bundle, checksumsFile}
	runIn(t, r.out, nil, cosign(t), verify...)

	sums := read(t, r.out, checksumsFile)
	if err := os.WriteFile(filepath.Join(r.out, checksumsFile), []byte(strings.Replace(sums, "0", "1", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, _, err := try(r.out, nil, cosign(t), verify...); err == nil {
		t.Errorf("checksums that somebody changed are verified too: %s", out)
	}
}

// missing ends a test that lacks a tool: it is skipped, or fails where GRAYLANE_REQUIRE_ALL is set.
func missing(t *testing.T, reason string) {
	t.Helper()
	if os.Getenv("GRAYLANE_REQUIRE_ALL") != "" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}
