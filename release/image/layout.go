package image

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"github.com/graylane/graylane/release/pack"
)

// Annotations of an image in an OCI layout.
const (
	tagAnnotation  = "org.opencontainers.image.ref.name" // its tag
	nameAnnotation = "io.containerd.image.name"          // repository and tag, by which containerd and Docker import it
)

// Multi is an image for several platforms, under a tag.
type Multi struct {
	Repository, Tag string
	Images          []v1.Image
}

// Reference is the repository with the tag.
func (m Multi) Reference() string { return m.Repository + ":" + m.Tag }

// Index is the OCI index of the platforms' images.
func (m Multi) Index() (v1.ImageIndex, error) {
	index := mutate.IndexMediaType(empty.Index, types.OCIImageIndex)
	for _, image := range m.Images {
		file, err := image.ConfigFile()
		if err != nil {
			return nil, err
		}
		index = mutate.AppendManifests(index, mutate.IndexAddendum{Add: image, Descriptor: v1.Descriptor{Platform: file.Platform()}})
	}
	return index, nil
}

// WriteLayout writes images into a new directory as an OCI image layout.
func WriteLayout(dir string, images []Multi) error {
	path, err := layout.Write(dir, empty.Index)
	if err != nil {
		return err
	}
	for _, m := range images {
		index, err := m.Index()
		if err != nil {
			return err
		}
		names := layout.WithAnnotations(map[string]string{tagAnnotation: m.Tag, nameAnnotation: m.Reference()})
		if err := path.AppendIndex(index, names); err != nil {
			return err
		}
	}
	return nil
}

// saved is an image as docker save lists it.
type saved struct {
	Config   string
	RepoTags []string
	Layers   []string
}

// Archive is an OCI layout in one archive. It also has the list by which every docker load finds the images: those of single
// platforms, whose tags end with the architecture.
func Archive(dir string, images []Multi, at time.Time) (pack.Archive, error) {
	var list []saved
	for _, m := range images {
		for _, image := range m.Images {
			s, err := save(image, m.Reference())
			if err != nil {
				return pack.Archive{}, err
			}
			list = append(list, s)
		}
	}
	text, err := json.Marshal(list)
	if err != nil {
		return pack.Archive{}, err
	}
	files := []pack.File{{Name: "manifest.json", Mode: 0o644, Data: text}}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, relative := filepath.Rel(dir, path)
		files = append(files, pack.File{Name: filepath.ToSlash(name), Mode: 0o644, Data: data})
		return errors.Join(err, relative)
	})
	slices.SortFunc(files, func(a, b pack.File) int { return strings.Compare(a.Name, b.Name) })
	return pack.Archive{Files: files, Time: at}, err
}

func save(image v1.Image, reference string) (saved, error) {
	manifest, err := image.Manifest()
	if err != nil {
		return saved{}, err
	}
	file, err := image.ConfigFile()
	if err != nil {
		return saved{}, err
	}
	s := saved{Config: blob(manifest.Config.Digest), RepoTags: []string{reference + "-" + file.Architecture}}
	for _, l := range manifest.Layers {
		s.Layers = append(s.Layers, blob(l.Digest))
	}
	return s, nil
}

// blob is where a layout has a blob.
func blob(h v1.Hash) string { return fmt.Sprintf("blobs/%s/%s", h.Algorithm, h.Hex) }
