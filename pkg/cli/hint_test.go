package cli

import (
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/view"
)

// TestPictureHint helps with what nobody reads on a terminal, and with nothing else.
func TestPictureHint(t *testing.T) {
	for _, format := range view.Formats() {
		hint := pictureHint(format.Name)
		if wanted := format.Name == "svg" || format.Name == "html"; wanted != strings.Contains(hint, "-o "+format.Name+" >lanes."+format.Name+"\n") || !wanted && hint != "" {
			t.Errorf("%s: %q", format.Name, hint)
		}
	}
}
