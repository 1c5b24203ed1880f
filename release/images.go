package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/graylane/graylane/release/image"
	"github.com/graylane/graylane/release/sbom"
)

// repository is where the images of releases are published.
const repository = "ghcr.io/graylane/graylane"

// compiled is where the Dockerfile's stage that compiles leaves the program.
const compiled = "/out/graylane"

// flavours are the stages of the Dockerfile that become images, and what their tags end with.
var flavours = []struct{ stage, suffix string }{
	{"final", ""},
	{"argocd", "-argocd"}, // a sidecar of Argo CD's repository server
}

// layoutDir is the OCI layout with all images, and the name of the archive with it.
const layoutDir = "image"

// images writes the images of all flavours as an OCI layout, as an archive of it, and their bills of materials.
func (r *release) images() error {
	dockerfile, err := image.Read(r.dir)
	if err != nil {
		return err
	}
	var all []image.Multi
	for _, f := range flavours {
		multi, err := r.image(dockerfile, f.stage, r.version+f.suffix)
		if err != nil {
			return err
		}
		all = append(all, multi)
		if err := r.describe(multi); err != nil {
			return err
		}
	}
	layout := filepath.Join(r.out, layoutDir)
	if err := image.WriteLayout(layout, all); err != nil {
		return err
	}
	archive, err := image.Archive(layout, all, r.time)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := archive.Tar(&out); err != nil {
		return err
	}
	return r.write(fmt.Sprintf("graylane_%s_image.tar", r.version), out.Bytes())
}

// image builds one flavour for all platforms that run containers.
func (r *release) image(d image.Dockerfile, stage, tag string) (image.Multi, error) {
	multi := image.Multi{Repository: repository, Tag: tag}
	for _, p := range platforms {
		if p.os != "linux" {
			continue
		}
		built, err := d.Build(image.Options{
			Target: stage, Arch: p.arch, Time: r.time, Given: map[string][]byte{compiled: r.programs[p]},
			Args: map[string]string{"VERSION": r.version, "REVISION": r.revision, "CREATED": r.time.Format(time.RFC3339)},
		})
		if err != nil {
			return multi, err
		}
		multi.Images = append(multi.Images, built)
	}
	return multi, nil
}

// describe writes the bill of materials of an image.
func (r *release) describe(multi image.Multi) error {
	index, err := multi.Index()
	if err != nil {
		return err
	}
	digest, err := index.Digest()
	if err != nil {
		return err
	}
	described := sbom.Image{Reference: multi.Reference(), Digest: digest.String()}
	for _, i := range multi.Images {
		file, err := i.ConfigFile()
		if err != nil {
			return err
		}
		digest, err := i.Digest()
		if err != nil {
			return err
		}
		p := platform{file.OS, file.Architecture}
		described.Platforms = append(described.Platforms, sbom.ImagePlatform{
			Digest: digest.String(), Program: sbom.Program{Name: "usr/local/bin/graylane", Platform: p.String(), Data: r.programs[p]},
		})
	}
	name := documentOf(multi.Tag)
	document, err := r.documents.Image(strings.TrimSuffix(name, ".spdx.json"), described)
	if err != nil {
		return err
	}
	return r.write(name, document)
}

// documentOf is the bill of materials of the image with a tag.
func documentOf(tag string) string { return fmt.Sprintf("graylane_%s_image.spdx.json", tag) }
