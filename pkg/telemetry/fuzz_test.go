package telemetry_test

import (
	"encoding/json"
	"testing"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/observe"
	"github.com/graylane/graylane/pkg/telemetry"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// readers are all formats.
func readers() []telemetry.Reader {
	return []telemetry.Reader{telemetry.Metrics, telemetry.KialiGraph, telemetry.JaegerDependencies, telemetry.AccessLogs, telemetry.HubbleFlows}
}

// FuzzRead reads documents in all formats. Whatever they hold, the records make ObservedCalls that are valid.
func FuzzRead(f *testing.F) {
	for i, text := range []string{
		`istio_requests_total{reporter="source",source_workload="web-v1",source_workload_namespace="shop",source_app="web",source_version="v1",destination_service_name="api",destination_service_namespace="shop",destination_version="v1",destination_port="80",request_protocol="http"} 9`,
		`{"timestamp":1769860800,"duration":600,"elements":{"nodes":[{"data":{"id":"a","nodeType":"app","namespace":"shop","workload":"web-v1","app":"web","version":"v1"}},{"data":{"id":"s","nodeType":"service","service":"api","namespace":"shop"}}],"edges":[{"data":{"source":"a","target":"s","traffic":{"protocol":"http","rates":{"http":"0.5"}}}}]}}`,
		`{"data":[{"parent":"web.shop","child":"shop/api","callCount":12}]}`,
		`[pod/web-v1-5d4f8c7b9-x2x4z/istio-proxy] [2026-01-31T11:00:00.123Z] "GET / HTTP/1.1" 200 - via_upstream - "-" 0 12 3 2 "-" "-" "-" "api" "10.0.0.7:80" outbound|80|v1|api.shop.svc.cluster.local 10.0.0.5:5 10.96.0.9:80 10.0.0.5:4 - default`,
		`{"flow":{"time":"2026-01-31T10:00:00Z","verdict":"FORWARDED","l4":{"TCP":{"destination_port":80,"flags":{"SYN":true}}},"source":{"namespace":"shop","labels":["k8s:app=web","k8s:version=v1"],"pod_name":"web-0"},"destination_service":{"name":"api","namespace":"shop"}}}`,
		`{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"traces_service_graph_request_total","client":"a","server":"b"},"value":[1,"2"]}]}}`,
		`{"log":"{\"upstream_cluster\":\"outbound|80||a.b.svc\",\"start_time\":\"9999-12-31T23:59:59-12:00\"}","kubernetes":{"pod_name":"a-0","labels":{"app":"a"}}}`,
	} {
		f.Add(i%len(readers()), []byte(text))
	}
	f.Fuzz(func(t *testing.T, format int, text []byte) {
		fuzzing.Bounded(t)
		all := readers()
		if format < 0 || format >= len(all) {
			return
		}
		var seen observe.Seen
		records := 0
		report, err := all[format](text, telemetry.Options{VersionLabel: "version"}, func(r telemetry.Record) { records++; seen.Add(r) })
		if report.Kept != records {
			t.Errorf("%d records, and %d are told", records, report.Kept)
		}
		if err != nil && err.Error() == "" {
			t.Error("an error says nothing")
		}
		calls := seen.Calls(observe.Filter{}, observe.Times{Start: "2026-01-24T12:00:00Z", End: "2026-01-31T12:00:00Z", Window: "7d"})
		valid(t, calls)
	})
}

// valid reads calls back, as they are printed.
func valid(t *testing.T, calls []api.ObservedCall) {
	t.Helper()
	text, err := observe.Document("observed", calls)
	if err != nil {
		t.Fatal(err)
	}
	n, err := yaml.Parse(string(text))
	if err != nil {
		t.Fatalf("%v:\n%s", err, text)
	}
	spec, wrong := api.ReadObserved(n.YNode(), diag.Ref{})
	if len(wrong) > 0 {
		t.Fatalf("%v:\n%s", wrong[0], text)
	}
	want, _ := json.Marshal(calls)
	got, _ := json.Marshal(spec.Calls)
	if len(calls) > 0 && string(want) != string(got) {
		t.Errorf("%s was read back as %s", want, got)
	}
}
