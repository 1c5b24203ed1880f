package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// bundle is the signature of the checksums, with what is needed to verify it.
const bundle = checksumsFile + ".sigstore.json"

// signer is cosign with a way to sign.
type signer struct {
	cosign string
	flags  []string
}

// newSigner is cosign, signing "keyless", as the one who runs it is known to Sigstore (a workflow of GitHub is), or with the
// private key of cosign in a file. The variable COSIGN names the program.
func newSigner(how string) (signer, error) {
	s := signer{cosign: os.Getenv("COSIGN")}
	if s.cosign == "" {
		s.cosign = "cosign"
	}
	if how == "keyless" {
		return s, nil
	}
	key, err := filepath.Abs(how)
	// A key of one's own needs no service, so it signs without a network too.
	s.flags = []string{"--key", key, "--use-signing-config=false", "--tlog-upload=false"}
	return s, err
}

// run runs a command of cosign that signs, in a directory.
func (s signer) run(dir, command string, args ...string) error {
	cmd := exec.Command(s.cosign, append(append([]string{command}, s.flags...), args...)...)
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = dir, os.Stdin, os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("NOT SIGNED: cosign %s: %w", command, err)
	}
	return nil
}

// sign signs the checksums, and so all that they list; where it is not to sign, it says that nothing is signed.
func (r *release) sign(how string) error {
	if how == "" {
		fmt.Fprintf(r.log, "NOT SIGNED: there is no %s. SIGN=keyless signs with Sigstore, SIGN=cosign.key with a key of your own.\n", bundle)
		return nil
	}
	by, err := newSigner(how)
	if err != nil {
		return err
	}
	if err := by.run(r.out, "sign-blob", "--yes", "--bundle", bundle, checksumsFile); err != nil {
		return err
	}
	fmt.Fprintln(r.log, "signed:", bundle)
	return nil
}
