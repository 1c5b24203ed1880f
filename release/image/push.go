package image

import (
	"fmt"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/remote"
)

// Pushed is an image in a registry.
type Pushed struct {
	Repository, Tag, Digest string // ghcr.io/…, v1.2.3, sha256:…
}

// Reference names exactly this image, whatever becomes of its tag.
func (p Pushed) Reference() string { return p.Repository + "@" + p.Digest }

// Push pushes the images of an OCI layout to a repository, each under its tag. Docker's configuration has the credentials.
func Push(dir, repository string) ([]Pushed, error) {
	root, err := layout.ImageIndexFromPath(dir)
	if err != nil {
		return nil, err
	}
	manifest, err := root.IndexManifest()
	if err != nil {
		return nil, err
	}
	var pushed []Pushed
	for _, m := range manifest.Manifests {
		reference, err := name.ParseReference(repository + ":" + m.Annotations[tagAnnotation])
		if err != nil {
			return pushed, err
		}
		index, err := root.ImageIndex(m.Digest)
		if err != nil {
			return pushed, err
		}
		if err := remote.WriteIndex(reference, index, remote.WithAuthFromKeychain(authn.DefaultKeychain)); err != nil {
			return pushed, fmt.Errorf("pushing %s: %w", reference, err)
		}
		pushed = append(pushed, Pushed{repository, m.Annotations[tagAnnotation], m.Digest.String()})
	}
	return pushed, nil
}
