package model

import (
	"strconv"
	"strings"
)

// indexMentions gathers the labels by which texts mention the Services, and the ports.
func (m *Model) indexMentions() {
	for name := range m.serviceByName {
		m.mentioned[name] = true
	}
	for _, s := range m.services {
		for _, p := range s.Ports {
			target, _ := strconv.Atoi(p.Target)
			m.ports[p.Number], m.ports[target] = true, true
		}
	}
	for _, w := range m.workloads {
		for _, c := range w.Containers {
			for _, p := range c.Ports {
				m.ports[p.Number] = true
			}
		}
	}
	for key := range m.previous {
		m.mentioned[key.Name] = true
	}
	for _, e := range m.serviceEntries {
		for _, host := range e.Hosts {
			label, _, _ := strings.Cut(strings.ToLower(host), ".")
			m.mentioned[label] = true
		}
	}
}

// Mentions tells whether a word of a text is the name of a Service, present or previous, or the first label of a
// host of a ServiceEntry: whether it can name one of them at all. It is quick, and spares reading other texts.
func (m *Model) Mentions(text string) bool {
	for len(text) > 0 {
		start := 0
		for start < len(text) && !isLabelByte(text[start]) {
			start++
		}
		end := start
		for end < len(text) && isLabelByte(text[end]) {
			end++
		}
		if end > start && end-start <= 63 && m.mentioned[strings.ToLower(text[start:end])] {
			return true
		}
		text = text[end:]
	}
	return false
}

// HasPort tells whether a Service or a container of the input has a port of this number.
func (m *Model) HasPort(number int) bool { return m.ports[number] }

func isLabelByte(c byte) bool {
	return c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
