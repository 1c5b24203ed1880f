// Package expected holds scenarios with expectations that were written by hand, from graylane's specification and not from
// what graylane does: which version each caller's sidecar, and each gateway, has to pick. Istio's own control plane evaluates
// what graylane build makes of the scenario.
//
// A scenario is a directory of testdata: input.yaml, config.yaml where it has a GrayRelease, and expect.txt, a table of one
// request a line, with # for comments:
//
//	caller                      | request                             | where it lands
//	appa-v2                     | appb:8000                           | appb/v2
//	shop/appa-v2                | tcp db.shop:3306                    | shop/db/v2
//	pod web{app=curl}           | grpc appb.default:9090 x-lane=v2    | appb/v2
//	appa-v2                     | audit/log                           | audit/* x-lane=v2 timeout=3s
//	gateway istio-system/app-gw | 192.168.1.106 x-lane=v3             | appa/v1=10 !x-lane appa/v2=90 x-lane=v2
//
// The caller is the pod of a workload, as [namespace/]name; or `pod namespace{labels}`, a stranger that is not in the
// input; or `gateway namespace/name`, which is made up, with port 80 open for every host, where the input lacks it. A missing
// namespace is the one called default.
//
// The request is [protocol] host[:port][/path] and the headers that it carries. The protocol is http, where none is given, h2,
// grpc, tcp or tls, whose host is the SNI unless a word sni=NAME follows. The port may be left out where the Service has but
// one; at a gateway it is 80.
//
// Where it lands is [namespace/]service/version, for every pod of that version and no other, or service/* for all pods, without
// a subset. What follows is the subset's name in parentheses where it is not that of the version, :port where it is not that
// of the request, at a gateway where the Service has several, and =weight where there is more than one landing. Then what
// else becomes of the request, all of it: name=value is a header that is set on the way, !name one that is removed, and the
// rest is in the words of [mesh.Landing]: timeout=3s, retries=5, rewrite=/path, connections=7. Instead of landings, 404 and
// 503 are the proxy's own answers, no route and no such subset; with passthrough it leaves the choice to the address that the
// caller connects to.
//
// Tables that say too little fail: without a line, without a stranger, or where a Service for which something is generated is
// not landed at. So do those that name what does not exist.
package expected

import _ "github.com/graylane/graylane/conformance/mesh" // for the reference above
