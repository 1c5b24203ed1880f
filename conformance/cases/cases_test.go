package cases

import (
	"strings"
	"testing"
)

// TestAll asks graylane about every case, and keeps the set from shrinking unseen.
func TestAll(t *testing.T) {
	Program(t)
	kinds := map[string]int{}
	generating, refused := 0, 0
	for _, c := range All(t) {
		kinds[strings.Split(c.Name, "/")[0]]++
		a := Ask(t, c)
		switch {
		case a.Refused:
			refused++
			if !strings.Contains(a.Told, "error GL") {
				t.Errorf("%s is refused without an error diagnostic:\n%s", c.Name, a.Told)
			}
		case len(a.Input) == 0:
			t.Errorf("%s has no objects", c.Name)
		case len(a.Generated) > 0:
			generating++
		}
		if strings.HasSuffix(c.Name, "/two-versions") && len(a.Generated) == 0 {
			t.Errorf("%s generates nothing:\n%s", c.Name, a.Told)
		}
	}
	t.Logf("%v: resources generated for %d, %d refused", kinds, generating, refused)
}
