package callgraph_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/callgraph"
)

func TestTargets(t *testing.T) {
	tests := []struct {
		reason, value string
		want          []callgraph.Target
	}{
		{"a URL", "http://appb:8000/", []callgraph.Target{{Host: "appb", Port: 8000}}},
		{"a URL without a port means its scheme's", "https://appb/x", []callgraph.Target{{Host: "appb", Port: 443}}},
		{"a scheme without a port of its own", "redis://cache", []callgraph.Target{{Host: "cache"}}},
		{"a compound scheme", "jdbc:postgresql://db:5432/shop", []callgraph.Target{{Host: "db", Port: 5432}}},
		{"user and password, also with an @", "amqp://u:p@ss@mq:5672/v", []callgraph.Target{{Host: "mq", Port: 5672}}},
		{"a query that holds another URL is no host", "http://a:1/?next=http://b:2", []callgraph.Target{{Host: "a", Port: 1}}},
		{"host and port", "appb:8000", []callgraph.Target{{Host: "appb", Port: 8000}}},
		{"host, port and path", "appb.shop:8000/v1", []callgraph.Target{{Host: "appb.shop", Port: 8000}}},
		{"a dotted name", "appb.shop.svc", []callgraph.Target{{Host: "appb.shop.svc"}}},
		{"an absolute name", "appb.shop.svc.cluster.local.:80", []callgraph.Target{{Host: "appb.shop.svc.cluster.local.", Port: 80}}},
		{"names are of any case", "http://AppB.Shop:80", []callgraph.Target{{Host: "appb.shop", Port: 80}}},
		{"a list", "http://a:1, b:2;c:3", []callgraph.Target{{Host: "a", Port: 1}, {Host: "b", Port: 2}, {Host: "c", Port: 3}}},
		{"quotes around it", `"http://a:1"`, []callgraph.Target{{Host: "a", Port: 1}}},
		{"a bare word is nothing", "appb", nil},
		{"a word and a dot are no name with a dot", "appb.", nil},
		{"a port that is no number", "appb:http", nil},
		{"a port out of range", "http://appb:70000", nil},
		{"a signed port", "appb:+80", nil},
		{"port 0", "appb:0", nil},
		{"an IPv6 address", "http://[::1]:80", nil},
		{"an image is no address", "nginx:1.25.3", nil},
		{"a time is no address of a name", "12:30:00", nil},
		{"no host", "file:///etc/passwd", nil},
		{"an underscore is in no Service name", "my_host:80", nil},
		{"a label that begins with a hyphen", "-a.b:80", nil},
		{"empty", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, callgraph.Targets(tt.value)); diff != "" {
				t.Errorf("%q (-want +got):\n%s", tt.value, diff)
			}
		})
	}
}

func FuzzTargets(f *testing.F) {
	for _, seed := range []string{"http://a:1/", "a.b.c:80,d:90", "x://@:/?#", strings.Repeat("a.", 200) + ":1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		for _, target := range callgraph.Targets(value) {
			if target.Host == "" || target.Host != strings.ToLower(target.Host) || len(target.Host) > 254 {
				t.Errorf("%q names the host %q", value, target.Host)
			}
			if target.Port < 0 || target.Port > 65535 {
				t.Errorf("%q names the port %d", value, target.Port)
			}
		}
	})
}
