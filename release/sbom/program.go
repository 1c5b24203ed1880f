package sbom

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"debug/buildinfo"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spdx/tools-golang/spdx/v2/common"
	spdx "github.com/spdx/tools-golang/spdx/v2/v2_3"
)

// Program is the program for one platform.
type Program struct {
	Name     string // its path in the archive or image
	Platform string // such as linux/amd64
	Data     []byte
}

// addProgram adds the program as a file of a package, and all that it is made of.
func (d *document) addProgram(in common.ElementID, p Program) error {
	info, err := buildinfo.Read(bytes.NewReader(p.Data))
	if err != nil {
		return fmt.Errorf("%s: %w", p.Name, err)
	}
	file := &spdx.File{
		FileName: p.Name, FileSPDXIdentifier: id("File", p.Name+"-"+p.Platform), FileTypes: []string{"BINARY"},
		Checksums: []common.Checksum{
			{Algorithm: common.SHA1, Value: fmt.Sprintf("%x", sha1.Sum(p.Data))}, // SPDX asks for it
			{Algorithm: common.SHA256, Value: fmt.Sprintf("%x", sha256.Sum256(p.Data))},
		},
		LicenseConcluded: "NOASSERTION", FileCopyrightText: "NOASSERTION",
		FileComment: p.Platform + ", built with " + info.GoVersion,
	}
	d.Files = append(d.Files, file)
	d.relate(in, common.TypeRelationshipContains, file.FileSPDXIdentifier)

	main := d.add(d.mainPackage(info.Main.Path))
	d.relate(file.FileSPDXIdentifier, common.TypeRelationshipGeneratedFrom, main)
	for _, m := range info.Deps {
		d.relate(main, common.TypeRelationshipDependsOn, d.add(d.modulePackage(m)))
	}
	library := &debug.Module{Path: "stdlib", Version: strings.TrimPrefix(info.GoVersion, "go")}
	d.relate(main, common.TypeRelationshipDependsOn, d.add(d.modulePackage(library)))
	for _, c := range d.release.Components {
		if c.Source != "" {
			d.relate(main, common.TypeRelationshipContains, d.add(spdx.Package{
				PackageName: c.Name, PackageSPDXIdentifier: id("Package", c.Name), PackageVersion: c.Version,
				PackageDownloadLocation: c.Source, PackageLicenseDeclared: c.License,
				PackageComment: "Part of the WebAssembly module that is embedded in the program.",
			}))
		}
	}
	return nil
}

// mainPackage is the program's own module.
func (d *document) mainPackage(path string) spdx.Package {
	return spdx.Package{
		PackageName: path, PackageSPDXIdentifier: id("Package", path), PackageVersion: d.release.Version,
		PackageDownloadLocation: "git+" + Home + "@" + d.release.Version,
		PackageLicenseDeclared:  "Apache-2.0", PackageHomePage: Home, PrimaryPackagePurpose: "APPLICATION",
		PackageExternalReferences: purl("pkg:golang/" + path + "@" + d.release.Version),
	}
}

// modulePackage is a module that the program is linked with.
func (d *document) modulePackage(m *debug.Module) spdx.Package {
	if m.Replace != nil {
		m = m.Replace
	}
	p := spdx.Package{
		PackageName: m.Path, PackageSPDXIdentifier: id("Package", m.Path), PackageVersion: m.Version,
		PackageLicenseDeclared:    d.license(m.Path),
		PackageExternalReferences: purl("pkg:golang/" + m.Path + "@" + m.Version),
	}
	if m.Sum != "" {
		p.PackageSourceInfo = "go.sum: " + m.Sum
	}
	return p
}

// license is the licence of a module.
func (d *document) license(path string) string {
	for _, c := range d.release.Components {
		if c.Name == path {
			return c.License
		}
	}
	return ""
}

// purl is a reference by a package URL.
func purl(locator string) []*spdx.PackageExternalReference {
	return []*spdx.PackageExternalReference{{Category: common.CategoryPackageManager, RefType: "purl", Locator: locator}}
}
