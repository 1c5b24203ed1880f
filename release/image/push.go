package image

import (
	"fmt"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/remote"
)

// Push pushes the images of an OCI layout to a repository, each under its tag, and gives what they are then to be called:
// the repository with tag and digest. Docker's configuration has the credentials.
func Push(dir, repository string) ([]string, error) {
	root, err := layout.ImageIndexFromPath(dir)
	if err != nil {
		return nil, err
	}
	manifest, err := root.IndexManifest()
	if err != nil {
		return nil, err
	}
	var pushed []string
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
		pushed = append(pushed, reference.Name()+"@"+m.Digest.String())
	}
	return pushed, nil
}
