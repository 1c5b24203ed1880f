package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// bundle is the signature of the checksums, with what is needed to verify it.
const bundle = checksumsFile + ".sigstore.json"

// sign signs the checksums with cosign, and so all that they list: "keyless" as the one who runs it is known to Sigstore (a
// workflow of GitHub is), else with a private key of cosign. Without either it says that nothing is signed.
func (r *release) sign(how string) error {
	if how == "" {
		fmt.Fprintf(r.log, "NOT SIGNED: there is no %s. SIGN=keyless signs with Sigstore, SIGN=cosign.key with a key of your own.\n", bundle)
		return nil
	}
	cosign := os.Getenv("COSIGN")
	if cosign == "" {
		cosign = "cosign"
	}
	args := []string{"sign-blob", "--yes", "--bundle", bundle}
	if how != "keyless" {
		key, err := filepath.Abs(how)
		if err != nil {
			return err
		}
		// A key of one's own needs no service, so it signs without a network too.
		args = append(args, "--key", key, "--use-signing-config=false", "--tlog-upload=false")
	}
	cmd := exec.Command(cosign, append(args, checksumsFile)...)
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = r.out, os.Stdin, os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("NOT SIGNED: cosign: %w", err)
	}
	fmt.Fprintln(r.log, "signed:", bundle)
	return nil
}
