package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/observe"
)

// updateFile brings a file up to date, or makes it.
func (o *observation) updateFile(c *console, calls []api.ObservedCall) error {
	c.do("updating " + o.update)
	old, err := o.readFile(c, o.update)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	text, changes, err := observe.Update(old, o.name, calls, observe.Ages{Now: o.now, Stale: o.stale.length, Forget: o.forget.length})
	if err != nil {
		return fmt.Errorf("%s is left as it is: %w", o.update, err)
	}
	if !bytes.Equal(text, old) {
		if err := replace(o.update, text); err != nil {
			return fmt.Errorf("writing %s: %w", o.update, err)
		}
	}
	c.note(fmt.Sprintf("graylane: %s: %d calls are new, %d were seen again, %d were not; %d are stale, %d were removed",
		o.update, changes.Added, changes.Renewed, changes.Kept, changes.Stale, changes.Removed))
	return nil
}

// replace writes a file so that whoever reads it sees all of the old content or all of the new one: into another file beside it, which then takes
// its name. A link stays one, and so do the permissions.
func replace(file string, text []byte) error {
	if real, err := filepath.EvalSymlinks(file); err == nil {
		file = real
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(file); err == nil {
		if !info.Mode().IsRegular() {
			return errors.New("it is no regular file")
		}
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // of which nothing is left where all went well
	if _, err = f.Write(text); err == nil {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), file)
}
