package api

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSchemaValues(t *testing.T) {
	long := strings.Repeat("a", 63)
	tests := []struct {
		field  string
		reason string
		value  string
		ok     bool
	}{
		{"versionLabel", "a name", "version", true},
		{"versionLabel", "a name with a prefix", "app.kubernetes.io/version", true},
		{"versionLabel", "a name with capitals", "App_Version.x-1", true},
		{"versionLabel", "a name of 63", long, true},
		{"versionLabel", "a name of 64", long + "a", false},
		{"versionLabel", "a prefix of 253", strings.Repeat("a.", 126) + "a/v", true},
		{"versionLabel", "a prefix of 254", strings.Repeat("a.", 126) + "aa/v", false},
		{"versionLabel", "a prefix with capitals", "App/version", false},
		{"versionLabel", "two prefixes", "a/b/c", false},
		{"versionLabel", "an empty prefix", "/version", false},
		{"versionLabel", "a hyphen at the end", "version-", false},
		{"versionLabel", "a line break at the end", "version\n", false},
		{"baseline", "a version", "v1", true},
		{"baseline", "a release", "1.2.3-rc.1", true},
		{"baseline", "a dot at the start", ".1", false},
		{"baseline", "a plus sign", "1+2", false},
		{"baseline", "64 letters", long + "a", false},
		{"clusterDomain", "one name", "cluster", true},
		{"clusterDomain", "a name", "k8s.corp.example", true},
		{"clusterDomain", "a dot at the end", "cluster.local.", false},
		{"clusterDomain", "two dots", "cluster..local", false},
		{"clusterDomain", "capitals", "Cluster.local", false},
		{"clusterDomain", "a label of 64", long + "a.local", false},
		{"clusterDomain", "254 letters", strings.Repeat("a.", 126) + "aa", false},
	}
	for _, test := range tests {
		t.Run(fmt.Sprintf("%s: %s", test.field, test.reason), func(t *testing.T) {
			_, ds := Load(nil, []string{test.field + "=" + test.value})
			if got := len(ds) == 0; got != test.ok {
				t.Errorf("%q: got %v, want %v: %q", test.value, got, test.ok, said(ds))
			}
		})
	}
}

func TestSchemaParties(t *testing.T) {
	tests := []struct {
		reason   string
		value    string
		from, to bool
	}{
		{"a Service", "reviews", true, true},
		{"with its namespace", "shop/reviews", true, true},
		{"a workload's name may hold dots, a Service's not", "a.b", true, false},
		{"a host is no name", "shop/reviews.shop.svc", true, false},
		{"nor is host and port", "reviews:9080", false, false},
		{"two namespaces", "a/b/c", false, false},
		{"an empty namespace", "/b", false, false},
		{"an empty name", "a/", false, false},
		{"capitals", "Reviews", false, false},
		{"a namespace with a dot", "a.b/c", false, false},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			_, from := Load(nil, []string{fmt.Sprintf("calls.add=[{from: %q, to: x}]", test.value)})
			_, to := Load(nil, []string{fmt.Sprintf("calls.add=[{from: x, to: %q}]", test.value)})
			_, ignored := Load(nil, []string{fmt.Sprintf("calls.ignore=[{from: %q}]", test.value)})
			got := []bool{len(from) == 0, len(to) == 0, len(ignored) == 0}
			if diff := cmp.Diff([]bool{test.from, test.to, test.from}, got); diff != "" {
				t.Errorf("%q as from, to, ignored from (-want +got):\n%s", test.value, diff)
			}
		})
	}
}
