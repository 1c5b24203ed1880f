package image

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"github.com/graylane/graylane/release/pack"
)

// copy adds the layer of a COPY command: files, no directories and no patterns.
func (b *build) copy(c *instructions.CopyCommand) error {
	if c.Chown != "" || c.Parents || len(c.ExcludePatterns) > 0 || len(c.SourceContents) > 0 {
		return fmt.Errorf("a release understands no option of COPY but --from and --chmod")
	}
	layer := pack.Archive{Time: b.Time}
	for _, source := range c.SourcePaths {
		file, err := b.source(c.From, source)
		if err != nil {
			return err
		}
		file.Name = strings.TrimPrefix(b.destination(c.DestPath, source), "/")
		if c.Chmod != "" {
			mode, err := strconv.ParseUint(c.Chmod, 8, 9)
			if err != nil {
				return err
			}
			file.Mode = fs.FileMode(mode)
		}
		layer.Files = append(layer.Files, file)
	}
	return b.append(layer, c.String())
}

// source gives a file of the context, or one of a stage that is not run.
func (b *build) source(stage, name string) (pack.File, error) {
	if stage != "" {
		data, ok := b.Given[name]
		if !ok {
			return pack.File{}, fmt.Errorf("%s is not among what the stage %s gives", name, stage)
		}
		return pack.File{Mode: 0o755, Data: data}, nil
	}
	file := filepath.Join(b.dir, filepath.FromSlash(name))
	info, err := os.Stat(file)
	if err != nil {
		return pack.File{}, err
	}
	if !info.Mode().IsRegular() {
		return pack.File{}, fmt.Errorf("%s is no regular file", name)
	}
	// As git has it, whatever the umask of the checkout.
	mode := fs.FileMode(0o644)
	if info.Mode()&0o100 != 0 {
		mode = 0o755
	}
	data, err := os.ReadFile(file)
	return pack.File{Mode: mode, Data: data}, err
}

// destination is where a source goes.
func (b *build) destination(to, source string) string {
	if strings.HasSuffix(to, "/") {
		to += path.Base(source)
	}
	return path.Join("/", b.config.WorkingDir, to)
}

// append adds a layer to the image.
func (b *build) append(files pack.Archive, by string) error {
	var content bytes.Buffer
	if err := files.WithDirectories().Tar(&content); err != nil {
		return err
	}
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(content.Bytes())), nil
	}, tarball.WithMediaType(types.OCILayer), tarball.WithCompressionLevel(9))
	if err != nil {
		return err
	}
	history := v1.History{Created: v1.Time{Time: b.Time.UTC()}, CreatedBy: by}
	b.image, err = mutate.Append(b.image, mutate.Addendum{Layer: layer, History: history})
	return err
}
