package source

import (
	"slices"
	"strings"
)

// maxFormer is how many former names of an object are told.
const maxFormer = 16

// former are the names that an object may have had before the layers gave it the prefixes and suffixes that it
// begins and ends with, the later first. kustomize keeps that to itself while it renders
// (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/nameprefix/).
func (o *overlay) former(name string) []string {
	names := []string{name}
	for i := 0; i < len(names) && len(names) <= maxFormer; i++ {
		for _, l := range o.layers {
			for _, shorter := range []string{strings.TrimPrefix(names[i], l.kust.NamePrefix), strings.TrimSuffix(names[i], l.kust.NameSuffix)} {
				if shorter != "" && !slices.Contains(names, shorter) {
					names = append(names, shorter)
				}
			}
		}
	}
	return names[1:]
}
