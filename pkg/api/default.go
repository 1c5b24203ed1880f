package api

// Default is the Spec of an empty configuration.
func Default() Spec {
	return Spec{
		VersionLabel:  "version",
		Match:         MatchCaller,
		Uncalled:      UncalledWarn,
		Gaps:          GapsWarn,
		ClusterDomain: "cluster.local",
		Istio:         Istio{APIVersion: "networking.istio.io/v1", Hosts: HostsShort},
	}
}
