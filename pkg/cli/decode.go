package cli

import (
	"errors"

	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/parallel"
	"github.com/graylane/graylane/pkg/source"
)

// decode reads documents as objects and returns these in their order.
func decode(documents []source.Document) ([]manifest.Item, error) {
	items, errs := make([]manifest.Item, len(documents)), make([]error, len(documents))
	parallel.For(len(documents), func(i int) {
		items[i], errs[i] = manifest.Parse(documents[i].Text, documents[i].Place)
	})
	return items, errors.Join(errs...)
}
