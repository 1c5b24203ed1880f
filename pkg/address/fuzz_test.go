package address_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/address"
)

// forms of a host and a port in a text; %s is the host, %d the port.
var textForms = []string{
	"%s:%d", "http://%s:%d", "https://%s:%d/x?y=z#w", "postgres://u:p@%s:%d/db", "jdbc:postgresql://%s:%d/db?x=y", "jdbc:mysql:replication://%s:%d,other:1/db", "jdbc:oracle:thin:@//%s:%d/x",
	"dns:///%s:%d", "dns:%s:%d", "dns://8.8.8.8/%s:%d", "u:p@tcp(%s:%d)/db?x=y", "tcp:%s,%d", "amqp://u:p@x@%s:%d/v", "mongodb://a:1,%s:%d,c/x", "1@%s:%d", "name=%s:%d", "a:1, %s:%d;c:3", `["http://%s:%d", 'b:2']`, "http://other:1,http://%s:%d/x",
}

// FuzzForms writes any host and port in every form: they are found.
//
// fuzz: weight 40
func FuzzForms(f *testing.F) {
	for i := range textForms {
		f.Add("api", uint16(8080), uint8(i))
		f.Add("a-1.b.svc.cluster.local", uint16(1), uint8(i))
	}
	f.Fuzz(func(t *testing.T, name string, port uint16, form uint8) {
		fuzzing.Bounded(t)
		host := hostOf(name)
		if host == "" || port == 0 {
			return
		}
		text := fmt.Sprintf(textForms[int(form)%len(textForms)], host, port)
		if !slices.ContainsFunc(address.Find(text), func(a address.Address) bool { return a.Host == host && a.Port == int(port) }) {
			t.Errorf("%q: %s:%d is not among %v", text, host, port, show(address.Find(text)))
		}
	})
}

// hostOf is a DNS name of the letters, digits, hyphens and dots of a text, with a letter first so that it is no address of the internet protocol.
func hostOf(text string) string {
	var labels []string
	for label := range strings.SplitSeq(strings.ToLower(text), ".") {
		label = strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
				return r
			}
			return -1
		}, label)
		if label = strings.Trim(label[:min(len(label), 60)], "-"); label != "" {
			labels = append(labels, "h"+label)
		}
	}
	return strings.Join(labels[:min(len(labels), 4)], ".")
}
