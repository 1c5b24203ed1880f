package layout

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"
)

// TestOrigin holds the embedded engine against the checksum that the notice beside it names.
func TestOrigin(t *testing.T) {
	code, err := module()
	if err != nil {
		t.Fatal(err)
	}
	notice, err := os.ReadFile("THIRD_PARTY.md")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(code)
	if checksum := hex.EncodeToString(sum[:]); !strings.Contains(string(notice), checksum) {
		t.Errorf("THIRD_PARTY.md does not have the checksum %s", checksum)
	}
}
