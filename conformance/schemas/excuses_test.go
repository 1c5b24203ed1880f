package schemas

import (
	"fmt"
	"strings"
	"sync/atomic"

	"istio.io/istio/pkg/config/analysis/diag"
)

// excuse is a message of the analyzers that generated resources may cause.
type excuse struct {
	code   string
	reason string
	holds  func(s *scene, m diag.Message) bool
	used   atomic.Int64
}

// known are the excuses. One that no case needs any more fails the test.
func known() []*excuse {
	return []*excuse{
		{
			code: "IST0109", holds: conflictWithItself,
			reason: "false: the hosts are spellings of one name, and the VirtualService conflicts with none but itself",
		},
		{
			code: "IST0140", holds: entryOfOthers,
			reason: "true, and told as GL0404: a VirtualService of someone else lets traffic in without naming a subset",
		},
		{
			code: "IST0101", holds: serviceNotRead,
			reason: "false: the Service is in the input, but Kubernetes rejects it, so the analyzers do not see it",
		},
		{
			code: "IST0174", holds: serviceNotRead,
			reason: "false: as with IST0101",
		},
		{
			code: "IST0112", holds: madeOfTemplate,
			reason: "true of the template: the destination is the user's, and Istio takes the port of the request",
		},
		{
			code: "IST0132", holds: unserved,
			reason: "true, and told as GL0413: the configuration asks for a host that the Gateway does not serve",
		},
	}
}

// madeOfTemplate is whether a message is about a VirtualService whose routes are those of a template.
func madeOfTemplate(_ *scene, m diag.Message) bool {
	return m.Resource.Metadata.Annotations["graylane.dev/made-of"] != ""
}

// unserved is whether graylane names the host of a message in a GL0413.
func unserved(s *scene, m diag.Message) bool {
	host := strings.Trim(fmt.Sprint(m.Parameters[0]), "[]")
	for _, line := range strings.Split(s.told, "\n") {
		if strings.Contains(line, " GL0413 ") && strings.Contains(line, host) {
			return true
		}
	}
	return false
}

// conflictWithItself is whether a message names one VirtualService alone: it names all that have the host.
func conflictWithItself(_ *scene, m diag.Message) bool {
	for _, named := range strings.Split(m.Parameters[0].(string), ",") {
		if named != m.Resource.Metadata.FullName.String() {
			return false
		}
	}
	return true
}

// entryOfOthers is whether a message is for a VirtualService of the input that graylane names in a GL0404.
func entryOfOthers(s *scene, m diag.Message) bool {
	self := m.Resource.Metadata.FullName
	for _, p := range s.generated {
		if name(p.object) == "VirtualService "+self.String() {
			return false
		}
	}
	for _, line := range strings.Split(s.told, "\n") {
		_, object, _ := strings.Cut(line, " VirtualService/")
		id, _, _ := strings.Cut(object, " ")
		if strings.Contains(line, " GL0404 ") && (id == self.Name.String() || id == self.String()) {
			return true
		}
	}
	return false
}

// serviceNotRead is whether a message misses a host that is the short name of a Service that cannot be read, maybe since
// its namespace cannot.
func serviceNotRead(s *scene, m diag.Message) bool {
	if len(m.Parameters) > 1 && m.Parameters[0] != "host" {
		return false
	}
	host, _ := m.Parameters[len(m.Parameters)-1].(string)
	return s.unread["Service "+m.Resource.Metadata.FullName.Namespace.String()+"/"+host] || s.unread["Service "+host]
}
