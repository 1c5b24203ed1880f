package sbom

import (
	"bytes"
	"fmt"
	"regexp"
	"time"

	"github.com/spdx/tools-golang/json"
	"github.com/spdx/tools-golang/spdx/v2/common"
	spdx "github.com/spdx/tools-golang/spdx/v2/v2_3"

	"github.com/graylane/graylane/release/notice"
)

// Home is where the program comes from.
const Home = "https://github.com/graylane/graylane"

// licence is that of the program with what is embedded in it.
const licence = "Apache-2.0 AND EPL-2.0"

// Release is what all documents of a release have in common.
type Release struct {
	Version    string
	Time       time.Time
	Components []notice.Component // whose licences and embedded parts the documents name
}

// document is an SPDX document in the making.
type document struct {
	spdx.Document
	release Release
}

// newDocument begins the document that describes the file or image of this name.
func (r Release) newDocument(name string) *document {
	return &document{release: r, Document: spdx.Document{
		SPDXVersion:       spdx.Version,
		DataLicense:       spdx.DataLicense,
		SPDXIdentifier:    "DOCUMENT",
		DocumentName:      name,
		DocumentNamespace: fmt.Sprintf("%s/releases/download/%s/%s.spdx.json", Home, r.Version, name),
		CreationInfo: &spdx.CreationInfo{
			Creators: []common.Creator{
				{CreatorType: "Organization", Creator: "graylane"},
				{CreatorType: "Tool", Creator: "graylane-release-" + r.Version},
			},
			Created: r.Time.UTC().Format(time.RFC3339),
		},
	}}
}

// json is the finished document.
func (d *document) json() ([]byte, error) {
	var out bytes.Buffer
	err := json.Write(d.Document, &out, json.Indent(" "), json.EscapeHTML(false))
	return out.Bytes(), err
}

// add adds a package once; what is unknown of it is said to be.
func (d *document) add(p spdx.Package) common.ElementID {
	for _, known := range d.Packages {
		if known.PackageSPDXIdentifier == p.PackageSPDXIdentifier {
			return p.PackageSPDXIdentifier
		}
	}
	for _, field := range []*string{&p.PackageDownloadLocation, &p.PackageLicenseConcluded, &p.PackageLicenseDeclared, &p.PackageCopyrightText} {
		if *field == "" {
			*field = "NOASSERTION"
		}
	}
	d.Packages = append(d.Packages, &p)
	return p.PackageSPDXIdentifier
}

// relate adds a relationship, once.
func (d *document) relate(from common.ElementID, kind string, to common.ElementID) {
	r := spdx.Relationship{RefA: common.DocElementID{ElementRefID: from}, Relationship: kind, RefB: common.DocElementID{ElementRefID: to}}
	for _, known := range d.Relationships {
		if *known == r {
			return
		}
	}
	d.Relationships = append(d.Relationships, &r)
}

// noID is what may not stand in an identifier.
var noID = regexp.MustCompile(`[^A-Za-z0-9.]+`)

// id is an identifier made of words.
func id(kind, name string) common.ElementID {
	return common.ElementID(kind + "-" + noID.ReplaceAllString(name, "-"))
}
