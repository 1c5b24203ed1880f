package hosts

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

// change is one thing that the API server was asked to write, and did.
type change struct{ what, kind, in, name string } // created, or the verb of the request; the namespace

// changes are all so far, in order.
func (a administrator) changes() []change {
	a.t.Helper()
	log, err := os.ReadFile(filepath.Join(filepath.Dir(a.kubeconfig), "audit.log"))
	if err != nil {
		a.t.Fatal(err)
	}
	var all []change
	for line := range strings.Lines(string(log)) {
		var event struct {
			Verb           string
			ObjectRef      struct{ Resource, Namespace, Name string }
			ResponseStatus struct{ Code int }
		}
		if err := json.Unmarshal([]byte(line), &event); err != nil {
			a.t.Fatal(err)
		}
		c := change{event.Verb, event.ObjectRef.Resource, event.ObjectRef.Namespace, event.ObjectRef.Name}
		if event.ResponseStatus.Code == 201 { // which is what a patch does that finds nothing
			c.what = "created"
		}
		if event.ResponseStatus.Code < 300 {
			all = append(all, c)
		}
	}
	return all
}
