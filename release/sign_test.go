package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// testSigned signs the checksums with a key, as SIGN does, and verifies them with cosign as users do.
func testSigned(t *testing.T, one string) {
	cosign, err := filepath.Abs(os.Getenv("GRAYLANE_COSIGN"))
	if _, absent := os.Stat(cosign); err != nil || absent != nil || os.Getenv("GRAYLANE_COSIGN") == "" {
		missing(t, "GRAYLANE_COSIGN names no cosign; make conformance sets it")
	}
	keys := t.TempDir()
	env := []string{"COSIGN_PASSWORD=secret", "COSIGN=" + cosign}
	runIn(t, keys, env, cosign, "generate-key-pair")
	r := &release{out: filepath.Join(one, "dist"), log: os.Stderr}
	for _, e := range env {
		name, value, _ := strings.Cut(e, "=")
		t.Setenv(name, value)
	}
	if err := r.sign(filepath.Join(keys, "cosign.key")); err != nil {
		t.Fatal(err)
	}
	verify := []string{"verify-blob", "--key", filepath.Join(keys, "cosign.pub"), "--insecure-ignore-tlog", "--bundle", bundle, checksumsFile}
	runIn(t, r.out, nil, cosign, verify...)

	sums := read(t, r.out, checksumsFile)
	if err := os.WriteFile(filepath.Join(r.out, checksumsFile), []byte(strings.Replace(sums, "0", "1", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, _, err := try(r.out, nil, cosign, verify...); err == nil {
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
