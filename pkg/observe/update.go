package observe

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// Ages are how old calls get that are not seen any more.
type Ages struct {
	Now    time.Time
	Stale  time.Duration // then they are weak evidence
	Forget time.Duration // then they are removed
}

// Changes are what an update did to the calls of a file.
type Changes struct {
	Added, Renewed, Stale, Removed, Kept int // Kept is what was not seen, and stays
}

// Update is a file with calls brought up to date in its ObservedCalls of a name; of an empty name, in its first. Where it has none, they are
// appended. Everything else stays as it is, byte for byte; in the object itself comments stay, and what is written by hand. The error tells why the
// file cannot be updated: it is then to be left alone.
func Update(file []byte, name string, calls []api.ObservedCall, ages Ages) ([]byte, Changes, error) {
	documents := split(file)
	for i, d := range documents {
		whole, err := d.parse()
		if err != nil {
			return nil, Changes{}, err
		}
		n := content(whole)
		if !isObserved(n) || name != "" && get(get(n, "metadata"), "name") != nil && get(get(n, "metadata"), "name").Value != name {
			continue
		}
		changes, err := renew(n, d.line, calls, ages)
		if err != nil {
			return nil, changes, err
		}
		for _, rest := range documents[i+1:] {
			if _, err := rest.parse(); err != nil {
				return nil, changes, err
			}
		}
		text, err := encode(whole)
		if err != nil {
			return nil, changes, err
		}
		documents[i].text = text
		return join(documents), changes, nil
	}
	text, err := Document(cmp.Or(name, DefaultName), calls)
	if err != nil {
		return nil, Changes{}, err
	}
	if len(bytes.TrimSpace(file)) == 0 {
		return text, Changes{Added: len(calls)}, nil
	}
	file = append(bytes.TrimRight(file, "\r\n"), "\n---\n"...)
	return append(file, text...), Changes{Added: len(calls)}, nil
}

// DefaultName is that of ObservedCalls for which nobody has chosen one.
const DefaultName = "observed"

// isObserved tells whether an object is ObservedCalls.
func isObserved(n *yaml.Node) bool { return api.IsObservedCalls(refOf(n)) }

func refOf(n *yaml.Node) diag.Ref {
	var r diag.Ref
	for field, value := range map[string]*string{"apiVersion": &r.APIVersion, "kind": &r.Kind} {
		if v := get(n, field); v != nil {
			*value = v.Value
		}
	}
	if v := get(get(n, "metadata"), "name"); v != nil {
		r.Name = v.Value
	}
	return r
}

// renew brings the calls of an object up to date.
func renew(n *yaml.Node, line int, seen []api.ObservedCall, ages Ages) (Changes, error) {
	var changes Changes
	spec, wrong := api.ReadObserved(n, refOf(n))
	if len(wrong) > 0 {
		d := wrong[0]
		return changes, fmt.Errorf("the ObservedCalls at line %d are not valid: %s: %s", line, d.Field, d.Message)
	}
	list := callsOf(n)
	if len(list.Content) != len(spec.Calls) {
		return changes, fmt.Errorf("the calls of the ObservedCalls at line %d are not a plain list", line)
	}
	r := renewal{ages: ages, fresh: map[key]*api.ObservedCall{}}
	for i := range seen {
		r.fresh[keyOf(&seen[i])] = &seen[i]
	}
	for i := range spec.Calls {
		r.old(&entry{spec.Calls[i], list.Content[i]})
	}
	for i := range seen {
		if r.fresh[keyOf(&seen[i])] == &seen[i] {
			r.kept = append(r.kept, &entry{seen[i], nodeOf(&seen[i])})
			r.changes.Added++
		}
	}
	slices.SortStableFunc(r.kept, func(a, b *entry) int { return compare(&a.call, &b.call) })
	list.Content = list.Content[:0]
	for _, e := range r.kept {
		list.Content = append(list.Content, e.node)
	}
	if len(list.Content) > 0 {
		list.Style = 0
	}
	return r.changes, nil
}

// renewal is the calls of an object while they are brought up to date.
type renewal struct {
	ages    Ages
	fresh   map[key]*api.ObservedCall // what was seen now, and not yet met in the object
	kept    []*entry
	changes Changes
}

// old does with a call of the object what its age, and what was seen now, ask for.
func (r *renewal) old(e *entry) {
	k := keyOf(&e.call)
	switch fresh := r.fresh[k]; {
	case byHand(&e.call):
		r.changes.Kept++
	case fresh != nil:
		e.refresh(fresh)
		delete(r.fresh, k)
		r.changes.Renewed++
	case r.ages.past(&e.call, r.ages.Forget) && e.call.Note == "":
		r.changes.Removed++
		return
	case r.ages.past(&e.call, r.ages.Stale):
		put(e.node, "stale", truth(true))
		r.changes.Stale++
	default:
		r.changes.Kept++
	}
	r.kept = append(r.kept, e)
}

// byHand tells whether somebody has written a call.
func byHand(c *api.ObservedCall) bool { return c.Source == "" || c.Source == "hand" }

// past tells whether a call was seen last longer than a time ago. What has no time has no age.
func (a Ages) past(c *api.ObservedCall, limit time.Duration) bool {
	last, err := time.Parse(time.RFC3339, c.Last)
	return err == nil && a.Now.Sub(last) > limit
}

// entry is a call of a file and its YAML.
type entry struct {
	call api.ObservedCall
	node *yaml.Node
}

// refresh brings a call up to date that was seen again. How often is renewed where it is another order of magnitude, twice as many or half: the
// numbers of a window are never the same, and would change each call in each diff.
func (e *entry) refresh(fresh *api.ObservedCall) {
	old := e.call
	if old.Window != fresh.Window || fresh.Requests >= 2*old.Requests || 2*fresh.Requests <= old.Requests {
		put(e.node, "requests", number(fresh.Requests))
		put(e.node, "window", text(fresh.Window))
	}
	if first := earliest(old.First, fresh.First); first != old.First {
		put(e.node, "first", moment(first))
	}
	if last := max(old.Last, fresh.Last); last != old.Last {
		put(e.node, "last", moment(last))
	}
	put(e.node, "stale", nil)
	if len(fresh.From.Labels) > 0 && joined(fresh.From.Labels) != joined(old.From.Labels) {
		put(get(e.node, "from"), "labels", labelsNode(fresh.From.Labels))
	}
}

// callsOf is the list of calls of an object, which is made where there is none.
func callsOf(n *yaml.Node) *yaml.Node {
	spec := get(n, "spec")
	if spec == nil || spec.Kind != yaml.MappingNode {
		spec = &yaml.Node{Kind: yaml.MappingNode}
		put(n, "spec", spec)
	}
	list := get(spec, "calls")
	if list == nil || list.Kind != yaml.SequenceNode {
		list = &yaml.Node{Kind: yaml.SequenceNode}
		put(spec, "calls", list)
	}
	return list
}

// document is a part of a stream of YAML.
type document struct {
	marker []byte // the line that begins it, where there is one
	text   []byte
	line   int // where the text begins, from 1
}

// split takes a stream apart at the lines that begin with three hyphens: these end a document wherever they stand (YAML 1.2.2, 9.1.2).
func split(file []byte) []document {
	var all []document
	current, number := document{line: 1}, 0
	for line := range bytes.Lines(file) {
		number++
		rest, marks := bytes.CutPrefix(line, []byte("---"))
		if !marks || len(rest) > 0 && !strings.ContainsRune(" \t\r\n", rune(rest[0])) {
			current.text = append(current.text, line...)
			continue
		}
		all = append(all, current)
		current = document{marker: line, line: number + 1}
		if rest = bytes.TrimSpace(rest); len(rest) > 0 && rest[0] != '#' { // content stands behind the marker
			current = document{marker: []byte("---"), text: bytes.TrimPrefix(line, []byte("---")), line: number}
		}
	}
	return append(all, current)
}

// join is split undone.
func join(documents []document) []byte {
	var b bytes.Buffer
	for _, d := range documents {
		if string(d.marker) == "---" && !bytes.HasPrefix(d.text, []byte(" ")) && !bytes.HasPrefix(d.text, []byte("\t")) {
			d.marker = []byte("---\n")
		}
		b.Write(d.marker)
		b.Write(d.text)
	}
	return b.Bytes()
}

// content is the object of a document; nil for none.
func content(document *yaml.Node) *yaml.Node {
	if document == nil || len(document.Content) == 0 {
		return nil
	}
	return document.Content[0]
}

// parse reads a document; nil for one that is empty.
func (d document) parse() (*yaml.Node, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(d.text))
	var n yaml.Node
	if err := decoder.Decode(&n); err != nil {
		if len(bytes.TrimSpace(d.text)) == 0 || err.Error() == "EOF" {
			return nil, nil
		}
		return nil, fmt.Errorf("the document at line %d is no YAML: %w", d.line, err)
	}
	return &n, nil
}
