package sbom

import (
	"strings"

	"github.com/spdx/tools-golang/spdx/v2/common"
	spdx "github.com/spdx/tools-golang/spdx/v2/v2_3"
)

// Image is a container image for several platforms.
type Image struct {
	Reference string // repository and tag
	Digest    string // of its index, such as sha256:…
	Platforms []ImagePlatform
}

// ImagePlatform is the image for one platform.
type ImagePlatform struct {
	Digest  string
	Program Program
}

// Image is the document of an image, under the name of a file.
func (r Release) Image(name string, i Image) ([]byte, error) {
	d := r.newDocument(name)
	index := d.addImage(i.Reference, i.Digest)
	d.relate("DOCUMENT", common.TypeRelationshipDescribe, index)
	for _, p := range i.Platforms {
		image := d.addImage(i.Reference+" "+p.Program.Platform, p.Digest)
		d.relate(index, common.TypeRelationshipContains, image)
		if err := d.addProgram(image, p.Program); err != nil {
			return nil, err
		}
	}
	return d.json()
}

// addImage adds an image or an index by its digest.
func (d *document) addImage(name, digest string) common.ElementID {
	hash := strings.TrimPrefix(digest, "sha256:")
	return d.add(spdx.Package{
		PackageName: name, PackageSPDXIdentifier: id("Image", hash[:16]), PackageVersion: d.release.Version,
		PackageLicenseDeclared: licence, PackageHomePage: Home, PrimaryPackagePurpose: "CONTAINER",
		PackageChecksums:          []common.Checksum{{Algorithm: common.SHA256, Value: hash}},
		PackageExternalReferences: purl("pkg:oci/graylane@sha256%3A" + hash + "?repository_url=ghcr.io%2Fgraylane%2Fgraylane"),
	})
}
