package configfile

import "strings"

// discovers tells whether what is below a key of Prometheus names objects to watch, and no hosts.
func discovers(key string) bool { return key == "kubernetes_sd_configs" }

// relabels tells whether what is below a key of Prometheus names labels
// (https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config).
func relabels(key string) bool { return strings.HasSuffix(key, "relabel_configs") }

// relabelled is what is left of relabelling: what it puts in the place of a target's address, as for the blackbox
// exporter.
func relabelled(configs *node) *node {
	out := &node{kind: list}
	for i, config := range configs.entries {
		targets, left := false, &node{kind: mapping}
		for _, e := range config.node.entries {
			targets = targets || e.key == "target_label" && e.node.text == "__address__"
			if e.key == "replacement" {
				left.entries = append(left.entries, e)
			}
		}
		if targets {
			out.entries = append(out.entries, entry{index: i, node: left})
		}
	}
	return out
}
