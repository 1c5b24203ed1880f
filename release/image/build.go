package image

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
)

// Options are what an image is built with.
type Options struct {
	Target string            // the stage of the Dockerfile
	Arch   string            // as Go names it; the system is Linux
	Args   map[string]string // build arguments
	Time   time.Time         // of all files, and of the image
	Given  map[string][]byte // files of the stages that are not run, by their path there
}

// build is an image in the making.
type build struct {
	Dockerfile
	Options
	env    []string // the build arguments of the stage
	image  v1.Image
	config v1.Config
}

// defaultPath is what builders of images set PATH to, where the Dockerfile does not.
const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

// Build builds the image of one platform.
func (d Dockerfile) Build(o Options) (v1.Image, error) {
	b := &build{Dockerfile: d, Options: o, image: mutate.MediaType(mutate.ConfigMediaType(empty.Image, types.OCIConfigJSON), types.OCIManifestSchema1)}
	b.setEnv("PATH", defaultPath)
	if err := b.run(o.Target); err != nil {
		return nil, fmt.Errorf("stage %s: %w", o.Target, err)
	}
	file, err := b.image.ConfigFile()
	if err != nil {
		return nil, err
	}
	file = file.DeepCopy()
	file.OS, file.Architecture, file.Config = "linux", o.Arch, b.config
	file.Created = v1.Time{Time: o.Time.UTC()}
	return mutate.ConfigFile(b.image, file)
}

// run applies a stage, after the one that it begins with.
func (b *build) run(name string) error {
	stage, err := b.stage(name)
	if err != nil {
		return err
	}
	base, scratch, err := b.base(stage)
	if err != nil {
		return err
	}
	if !scratch {
		if err := b.run(base); err != nil {
			return err
		}
	}
	b.env = nil
	for _, command := range stage.Commands {
		if err := b.apply(command); err != nil {
			return fmt.Errorf("%s: %w", command, err)
		}
	}
	return nil
}

// apply applies one command. What it does not know is an error: the image would not be that of the Dockerfile.
func (b *build) apply(command instructions.Command) error {
	if c, ok := command.(instructions.SupportsSingleWordExpansion); ok {
		if err := c.Expand(func(word string) (string, error) { return b.expand(word, append(b.env, b.config.Env...)) }); err != nil {
			return err
		}
	}
	switch c := command.(type) {
	case *instructions.ArgCommand:
		b.env = append(b.env, b.defaults([]instructions.ArgCommand{*c}, b.Args)...)
	case *instructions.CopyCommand:
		return b.copy(c)
	case *instructions.LabelCommand:
		for _, l := range c.Labels {
			if b.config.Labels == nil {
				b.config.Labels = map[string]string{}
			}
			b.config.Labels[l.Key] = l.Value
		}
	case *instructions.EnvCommand:
		for _, e := range c.Env {
			b.setEnv(e.Key, e.Value)
		}
	case *instructions.UserCommand:
		b.config.User = c.User
	case *instructions.WorkdirCommand:
		b.config.WorkingDir = path.Join("/", b.config.WorkingDir, c.Path)
	case *instructions.EntrypointCommand:
		if c.PrependShell {
			return fmt.Errorf("there is no shell in an image that begins at scratch")
		}
		b.config.Entrypoint, b.config.Cmd = c.CmdLine, nil
	default:
		return fmt.Errorf("%s is not among the commands that a release understands", command.Name())
	}
	return nil
}

// setEnv sets a variable of the image.
func (b *build) setEnv(name, value string) {
	b.config.Env = slices.DeleteFunc(b.config.Env, func(e string) bool { return strings.HasPrefix(e, name+"=") })
	b.config.Env = append(b.config.Env, name+"="+value)
}
