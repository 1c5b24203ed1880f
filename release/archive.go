package main

import (
	"bytes"
	"strings"

	"github.com/graylane/graylane/release/pack"
	"github.com/graylane/graylane/release/sbom"
)

// archives writes an archive for each platform, and its bill of materials.
func (r *release) archives() error {
	for _, p := range platforms {
		name, content, err := r.archive(p)
		if err != nil {
			return err
		}
		if err := r.write(name, content); err != nil {
			return err
		}
		document, err := r.documents.Archive(name, content, sbom.Program{Name: p.program(), Platform: p.String(), Data: r.programs[p]})
		if err != nil {
			return err
		}
		if err := r.write(name+".spdx.json", document); err != nil {
			return err
		}
	}
	return nil
}

// archive is the archive of a platform: a zip file for Windows, which has a program for no other kind everywhere.
func (r *release) archive(p platform) (name string, content []byte, err error) {
	a := pack.Archive{Time: r.time, Files: append([]pack.File{{Name: p.program(), Mode: 0o755, Data: r.programs[p]}}, r.shared...)}
	name = strings.Join([]string{"graylane", r.version, p.os, p.arch}, "_")
	var out bytes.Buffer
	if p.os == "windows" {
		err = a.Zip(&out)
		return name + ".zip", out.Bytes(), err
	}
	err = a.TarGz(&out)
	return name + ".tar.gz", out.Bytes(), err
}
