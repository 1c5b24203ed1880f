package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// credentials are the secrets of one cluster, in the cluster's directory.
type credentials struct{ dir, token string }

func (own credentials) tokens() string { return filepath.Join(own.dir, "tokens.csv") }
func (own credentials) key() string    { return filepath.Join(own.dir, "service-accounts.pem") }
func (own credentials) policy() string { return filepath.Join(own.dir, "audit.yaml") }
func (own credentials) audit() string  { return filepath.Join(own.dir, "audit.log") }

// changes is what the API server writes down: who changed what, without the objects.
const changes = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- {level: Metadata, verbs: [create, update, patch, delete, deletecollection]}
- {level: None}
`

// certificate is that of the API server, which makes one for itself and signs it.
func (own credentials) certificate() string { return filepath.Join(own.dir, "apiserver.crt") }

// newCredentials makes a token for the administrator and the key that signs the tokens of service accounts, and writes what the
// API server reads.
func newCredentials(dir string) (credentials, error) {
	own := credentials{dir: dir, token: rand.Text()}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return own, err
	}
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return own, err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der})
	return own, errors.Join(
		os.WriteFile(own.key(), text, 0o600),
		os.WriteFile(own.policy(), []byte(changes), 0o600),
		os.WriteFile(own.tokens(), []byte(own.token+",admin,admin,system:masters\n"), 0o600),
	)
}

// kubeconfig lets kubectl and Helm talk to the API server as its administrator.
func (own credentials) kubeconfig(port int) []byte {
	return fmt.Appendf(nil, `apiVersion: v1
kind: Config
clusters:
- name: test
  cluster: {server: %q, certificate-authority: %q}
users:
- name: admin
  user: {token: %q}
contexts:
- name: test
  context: {cluster: test, user: admin, namespace: default}
current-context: test
`, loopback("https", port), own.certificate(), own.token)
}
