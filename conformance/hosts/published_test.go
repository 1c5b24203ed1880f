package hosts

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"

	"github.com/graylane/graylane/conformance"
)

// releaseDir is the release for tests, which make leaves in bin/release.
func releaseDir(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("GRAYLANE_RELEASE")
	if _, err := os.Stat(filepath.Join(dir, "checksums.txt")); dir == "" || err != nil {
		conformance.Missing(t, "GRAYLANE_RELEASE names no release; make conformance sets it")
	}
	return dir
}

// version is that of the release: the one that the documentation installs.
func version(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "docs/install.md"))
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`(?m)^VERSION=(v[\d.]+) `).FindStringSubmatch(string(text))[1]
}

// published is the release where users find one: its files at github.com, and the module at Go's proxy. Both are servers of
// this test; curl and go are led there by their own settings, so what a page runs is what a reader types.
func published(t *testing.T) need {
	dir, version := releaseDir(t), version(t)
	prefix := "/graylane/graylane/releases/download/" + version + "/"
	server := httptest.NewUnstartedServer(http.StripPrefix(prefix, http.FileServer(http.Dir(dir))))
	certificate := certificateFor(t, "github.com")
	server.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}}
	server.StartTLS()
	t.Cleanup(server.Close)

	home := t.TempDir()
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Certificate[0]})
	settings := fmt.Sprintf("noproxy = \"*\"\ncacert = %q\nconnect-to = \"github.com:443:%s\"\n", filepath.Join(home, "ca.pem"), server.Listener.Addr())
	for name, text := range map[string]string{"ca.pem": string(authority), ".curlrc": settings} {
		if err := os.WriteFile(filepath.Join(home, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	must(t, nil, "", "go", "-C", root, "mod", "download") // all of them, so that the cache can serve them
	cache := strings.TrimSpace(must(t, nil, "", "go", "env", "GOMODCACHE"))
	return need{env: []string{
		"CURL_HOME=" + home, "GOSUMDB=off", "GOFLAGS=-modcacherw -trimpath",
		"GOMODCACHE=" + t.TempDir(), // what is called a release here is to stay in no cache
		"GOPROXY=file://" + proxy(t, version) + ",file://" + cache + "/cache/download",
	}}
}

// certificateFor makes a certificate for a host, which is its own authority.
func certificateFor(t *testing.T, host string) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// proxy gives a directory that serves the repository's files as a version of its module.
func proxy(t *testing.T, version string) string {
	t.Helper()
	dir := t.TempDir()
	at := filepath.Join(dir, "github.com/graylane/graylane/@v")
	if err := os.MkdirAll(at, 0o755); err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"list": version + "\n", version + ".info": `{"Version": "` + version + `"}`, version + ".mod": string(mod)} {
		if err := os.WriteFile(filepath.Join(at, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Create(filepath.Join(at, version+".zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	// A copy of the files that git knows, since bin/ is no part of the module.
	if err := zip.CreateFromDir(f, module.Version{Path: "github.com/graylane/graylane", Version: version}, snapshot(t).dir); err != nil {
		t.Fatal(err)
	}
	return dir
}
