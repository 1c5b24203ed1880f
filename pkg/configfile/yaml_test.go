package configfile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/configfile"
)

func TestYAML(t *testing.T) {
	check(t, []row{
		{"several documents", "a.yaml", "a: 1\n---\na: 2", []string{"a=1 @document 1: a", "a=2 @document 2: a"}},
		{"an empty document", "a.yaml", "---\n# c\n---\na: 1", []string{"a=1 @document 2: a"}},
		{"scalars as they are written", "a.yaml", "a: 010\nb: yes\nc: 1e3\nd: ~\ne: 'x'", []string{"a=010 @a, b=yes @b, c=1e3 @c, e=x @e"}},
		{"an alias", "a.yaml", "a: &x {b: 1}\nc: *x", []string{"a.b=1 @a.b", "c.b=1 @c.b"}},
		{"an alias of a key", "a.yaml", "&x a: 1\nb: *x\nc: {<<: *x}", []string{"a=1 @a, b=a @b"}},
		{"a merge key", "a.yaml", "a: &x {b: 1, c: 2}\nd: {<<: *x, b: 3}", []string{"a.b=1 @a.b, a.c=2 @a.c", "d.b=3 @d.b, d.c=2 @d.c"}},
		{"of merged mappings the first wins", "a.yaml", "a: {<<: [{b: 1}, {b: 2, c: 3}]}", []string{"a.b=1 @a.b, a.c=3 @a.c"}},
		{"a merge key of a scalar", "a.yaml", "a: {<<: x, b: 1}", []string{"a.b=1 @a.b"}},
		{"an alias of itself is no tree", "a.yaml", "a: &x [*x]", []string{"a=&x [*x] @line 1"}},
		{"a key that is no scalar", "a.yaml", "{[a]: 1, b: 2}", []string{"b=2 @b"}},
		{"Envoy", "envoy.yaml", "clusters:\n- name: c\n  address: {address: a, port_value: 80}",
			[]string{"clusters.name=c @clusters[0].name", "clusters.address.address=a @clusters[0].address.address, clusters.address.port_value=80 @clusters[0].address.port_value"}},
		{"Prometheus' labels are no hosts, but for a target's address", "prometheus.yml",
			"scrape_configs:\n- job_name: j\n  static_configs: [{targets: ['a:1']}]\n  relabel_configs: [{replacement: b}, {target_label: __address__, replacement: 'd:1'}]\n  metric_relabel_configs: [{regex: c}]\n  kubernetes_sd_configs: [{role: pod}]",
			[]string{"scrape_configs.job_name=j @scrape_configs[0].job_name", "scrape_configs.static_configs.targets=a:1 @scrape_configs[0].static_configs[0].targets[0]",
				"scrape_configs.relabel_configs.replacement=d:1 @scrape_configs[0].relabel_configs[1].replacement"}},
	})
}

// TestLongYAML is about what the parser would take too long for.
func TestLongYAML(t *testing.T) {
	text := "a: 1\n" + strings.Repeat("# c\n", 1<<18)
	if diff := cmp.Diff([]string{"a=1 @line 1"}, shown(configfile.Read("a.yaml", text))); diff != "" {
		t.Error(diff)
	}
}

// TestYAMLBomb is about aliases that stand for more than a million nodes, together.
func TestYAMLBomb(t *testing.T) {
	one := "a: &a [1,1,1,1,1,1,1,1,1,1]\n"
	for i := 'b'; i < 'g'; i++ {
		one += fmt.Sprintf("%c: &%c [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", i-1), 10), ","))
	}
	for _, g := range configfile.Read("a.yaml", strings.Repeat(one+"---\n", 20)) {
		if !strings.HasPrefix(g[0].Field, "line ") {
			t.Fatalf("read as a tree: %+v", g[0])
		}
	}
}
