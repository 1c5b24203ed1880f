package pack

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
)

// Tar writes the archive as a tar file, uncompressed. Files belong to user and group 0.
func (a Archive) Tar(out io.Writer) error {
	w := tar.NewWriter(out)
	for _, f := range a.Files {
		header := &tar.Header{
			Typeflag: tar.TypeReg, Name: f.Name, Mode: int64(f.Mode.Perm()), Size: int64(len(f.Data)),
			ModTime: a.Time.UTC(), Format: tar.FormatUSTAR,
		}
		if f.Mode.IsDir() {
			header.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(header); err != nil {
			return err
		}
		if _, err := w.Write(f.Data); err != nil {
			return err
		}
	}
	return w.Close()
}

// TarGz writes the archive as a tar file compressed by gzip.
func (a Archive) TarGz(out io.Writer) error {
	w, err := gzip.NewWriterLevel(out, gzip.BestCompression)
	if err != nil {
		return err
	}
	return errors.Join(a.Tar(w), w.Close())
}
