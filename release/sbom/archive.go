package sbom

import (
	"crypto/sha256"
	"fmt"

	"github.com/spdx/tools-golang/spdx/v2/common"
	spdx "github.com/spdx/tools-golang/spdx/v2/v2_3"
)

// Archive is the document of an archive with this name and content, which holds the program.
func (r Release) Archive(name string, content []byte, p Program) ([]byte, error) {
	d := r.newDocument(name)
	archive := d.add(spdx.Package{
		PackageName: name, PackageSPDXIdentifier: id("Archive", name), PackageVersion: r.Version, PackageFileName: name,
		PackageDownloadLocation: fmt.Sprintf("%s/releases/download/%s/%s", Home, r.Version, name),
		PackageLicenseDeclared:  licence, PackageHomePage: Home, PrimaryPackagePurpose: "ARCHIVE",
		PackageChecksums: []common.Checksum{{Algorithm: common.SHA256, Value: fmt.Sprintf("%x", sha256.Sum256(content))}},
	})
	d.relate("DOCUMENT", common.TypeRelationshipDescribe, archive)
	if err := d.addProgram(archive, p); err != nil {
		return nil, err
	}
	return d.json()
}
