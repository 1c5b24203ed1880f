package main

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/graylane/graylane/release/image"
)

// push pushes the images of a release and prints their tags and digests; where it signs, it signs each image, that of every
// platform too, and attaches its bill of materials as a signed attestation.
func push(o options, repository string, out io.Writer) error {
	pushed, err := image.Push(filepath.Join(o.out, layoutDir), repository)
	if err != nil {
		return err
	}
	for _, p := range pushed {
		fmt.Fprintf(out, "%s %s\n", p.Tag, p.Reference())
	}
	if o.sign == "" {
		fmt.Fprintln(out, "NOT SIGNED: SIGN=keyless signs images with Sigstore, SIGN=cosign.key with a key of your own.")
		return nil
	}
	by, err := newSigner(o.sign)
	if err != nil {
		return err
	}
	for _, p := range pushed {
		if err := by.run(o.out, "sign", "--yes", "--recursive", p.Reference()); err != nil {
			return err
		}
		if err := by.run(o.out, "attest", "--yes", "--type", "spdxjson", "--predicate", documentOf(p.Tag), p.Reference()); err != nil {
			return err
		}
		fmt.Fprintf(out, "signed: %s\n", p.Reference())
	}
	return nil
}
