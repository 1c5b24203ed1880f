package api

import (
	"encoding/json"
	"strings"
)

// Party is one end of a call: a Service or workload by its name, or callers that are not
// in the input by their labels. It has a name or labels, never both; the zero Party has
// neither.
type Party struct {
	Namespace string            `json:"namespace"` // empty: not given
	Name      string            `json:"-"`
	Labels    map[string]string `json:"labels"` // nil when it has a name
}

// IsZero tells whether p names nothing.
func (p Party) IsZero() bool { return p.Namespace == "" && p.Name == "" && len(p.Labels) == 0 }

// UnmarshalJSON reads [namespace/]name, or an object with namespace and labels.
func (p *Party) UnmarshalJSON(data []byte) error {
	type object Party
	if len(data) == 0 || data[0] != '"' {
		return json.Unmarshal(data, (*object)(p))
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	*p = NamedParty(text)
	return nil
}

// NamedParty is the Party of [namespace/]name.
func NamedParty(text string) Party {
	if namespace, name, ok := strings.Cut(text, "/"); ok {
		return Party{Namespace: namespace, Name: name}
	}
	return Party{Name: text}
}

// MarshalJSON writes the form that UnmarshalJSON reads.
func (p Party) MarshalJSON() ([]byte, error) {
	type object Party
	switch {
	case len(p.Labels) > 0 || p.Name == "" && p.Namespace != "":
		return json.Marshal(object(p))
	case p.Namespace != "":
		return json.Marshal(p.Namespace + "/" + p.Name)
	}
	return json.Marshal(p.Name)
}
