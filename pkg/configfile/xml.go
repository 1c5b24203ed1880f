package configfile

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/graylane/graylane/pkg/setting"
)

// readXML reads an XML document: the elements that have text, and the attributes. Entities but the standard five are an
// error, since nothing is expanded.
func readXML(text string) ([]setting.Group, bool) {
	decoder := xml.NewDecoder(strings.NewReader(text))
	decoder.CharsetReader = func(_ string, text io.Reader) (io.Reader, error) { return text, nil } // it is UTF-8 by now
	open := []*element{{}}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return readDocument(open[0])
		}
		if err != nil {
			return nil, false
		}
		last := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			open = append(open, opened(t))
		case xml.EndElement:
			open = open[:len(open)-1]
			open[len(open)-1].adopt(last)
		case xml.CharData:
			last.text.Write(t)
		}
	}
}

// readDocument reads what stands in no element, which has to be one element alone.
func readDocument(outside *element) ([]setting.Group, bool) {
	if len(outside.entries) != 1 || strings.TrimSpace(outside.text.String()) != "" {
		return nil, false
	}
	return readDocuments([]*node{outside.node()})
}

// element is an XML element that is being read.
type element struct {
	name    string
	entries []entry
	counts  map[string]int // of the elements in it, by name
	text    strings.Builder
}

// opened is an element with its attributes.
func opened(start xml.StartElement) *element {
	e := &element{name: start.Name.Local}
	for _, a := range start.Attr {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" && a.Name.Local != "schemaLocation" {
			e.entries = append(e.entries, entry{a.Name.Local, -1, &node{kind: scalar, text: a.Value}})
		}
	}
	return e
}

// adopt puts an element into the one around it.
func (e *element) adopt(inner *element) {
	if e.counts == nil {
		e.counts = map[string]int{}
	}
	e.entries = append(e.entries, entry{inner.name, e.counts[inner.name], inner.node()})
	e.counts[inner.name]++
}

// node is the node of an element: a scalar if it has but text. Of its elements those have an index whose name others
// have too.
func (e *element) node() *node {
	text := strings.TrimSpace(e.text.String())
	switch {
	case len(e.entries) == 0 && text == "":
		return &node{}
	case len(e.entries) == 0:
		return &node{kind: scalar, text: text}
	case text != "":
		e.entries = append(e.entries, entry{"", -1, &node{kind: scalar, text: text}})
	}
	for i := range e.entries {
		if inner := &e.entries[i]; e.counts[inner.key] == 1 {
			inner.index = -1
		}
	}
	return &node{kind: mapping, entries: e.entries}
}
