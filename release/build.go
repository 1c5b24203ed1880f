package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/graylane/graylane/release/notice"
	"github.com/graylane/graylane/release/pack"
	"github.com/graylane/graylane/release/sbom"
)

// options are the flags of the commands.
type options struct{ repository, out, version, sign string }

// checksumsFile lists all files of a release, so it is what is signed.
const checksumsFile = "checksums.txt"

// release is a release in the making.
type release struct {
	source
	out       string
	documents sbom.Release
	programs  map[platform][]byte
	shared    []pack.File // of all archives
	files     []string    // written so far, relative to out, that the checksums are to list
	log       io.Writer
}

// build builds a release into a new or empty directory, and says what it made.
func build(o options, log io.Writer) error {
	s, err := checkout(o.repository, o.version)
	if err != nil {
		return err
	}
	if err := s.checkMentions(); err != nil {
		return err
	}
	if entries, err := os.ReadDir(o.out); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is not empty", o.out)
	}
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return err
	}
	fmt.Fprintf(log, "graylane %s of %s, %s\n", s.version, s.revision, s.time.Format("2006-01-02T15:04:05Z"))
	r := &release{source: s, out: o.out, programs: map[platform][]byte{}, log: log}
	for _, step := range []func() error{r.collect, r.compileAll, r.archives, r.images, r.checksums} {
		if err := step(); err != nil {
			return err
		}
	}
	return r.sign(o.sign)
}

// collect takes the licences, and makes sure that those of the checkout are all there.
func (r *release) collect() error {
	components, err := notice.Components(r.dir, targets())
	if err != nil {
		return err
	}
	r.documents = sbom.Release{Version: r.version, Time: r.time, Components: components}
	for _, name := range []string{"LICENSE", noticesFile} {
		text, err := os.ReadFile(filepath.Join(r.dir, name))
		if err != nil {
			return err
		}
		if name == noticesFile && string(text) != string(notice.Text(components)) {
			return fmt.Errorf("%s is not up to date: make notices", noticesFile)
		}
		r.shared = append(r.shared, pack.File{Name: name, Mode: 0o644, Data: text})
	}
	return nil
}

// noticesFile has the licences of what is linked into the program, at the root of the repository.
const noticesFile = "THIRD_PARTY_NOTICES.txt"

// compileAll compiles for all platforms and lets the program print its files.
func (r *release) compileAll() error {
	here := platform{runtime.GOOS, runtime.GOARCH}
	for _, p := range append([]platform{here}, platforms...) {
		if r.programs[p] != nil {
			continue
		}
		program, err := r.compile(p)
		if err != nil {
			return err
		}
		r.programs[p] = program
	}
	files, err := print(r.programs[here])
	r.shared = append(r.shared, files...)
	return err
}

// checksums writes the list of all files.
func (r *release) checksums() error {
	text, err := pack.Checksums(r.out, r.files)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(r.out, checksumsFile), text, 0o644)
}

// write writes a file of the release.
func (r *release) write(name string, content []byte) error {
	r.files = append(r.files, name)
	fmt.Fprintf(r.log, "  %-50s %6.1f MB\n", name, float64(len(content))/1e6)
	return os.WriteFile(filepath.Join(r.out, name), content, 0o644)
}
