package pack

import (
	"archive/zip"
	"io"
)

// Zip writes the archive as a zip file.
func (a Archive) Zip(out io.Writer) error {
	w := zip.NewWriter(out)
	for _, f := range a.Files {
		header := &zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: a.Time.UTC()}
		header.SetMode(f.Mode)
		file, err := w.CreateHeader(header)
		if err != nil {
			return err
		}
		if _, err := file.Write(f.Data); err != nil {
			return err
		}
	}
	return w.Close()
}
