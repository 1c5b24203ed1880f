package prometheus

import (
	"fmt"
	"strings"

	"github.com/graylane/graylane/pkg/telemetry"
)

// Query is a question to the server.
type Query struct {
	Metric string // what its answer counts
	Text   string // in PromQL
}

// IstioQueries ask for the calls that a mesh of Istio saw within a window, a duration of Prometheus such as 7d.
func IstioQueries(window string) []Query {
	return []Query{
		counted(telemetry.IstioRequests, telemetry.IstioLabels(), window),
		counted(telemetry.IstioConnections, telemetry.IstioLabels(), window),
	}
}

// ServiceGraphQueries ask for the calls that OpenTelemetry's service graph saw within a window.
func ServiceGraphQueries(window string) []Query {
	return []Query{counted(telemetry.ServiceGraph, telemetry.ServiceGraphLabels(), window)}
}

// counted asks how much counters grew within a window, by labels.
//
// increase() alone would miss what matters most: it takes the first sample of a series for what was there before, so that the first request of
// a caller, which is all that a leak may be, counts nothing (https://prometheus.io/docs/prometheus/latest/querying/functions/#increase).
// A series that has no sample in the hour before the window was born within it, and counts from zero. So each series counts, of these
// the first that applies:
//
//	its greatest sample, less the last one before the window, and its last sample, where the counter was reset once and has not grown
//	beyond what it was since
//	as increase() has it, about, where it was reset otherwise within the window
//	its last sample less the last one before the window
//	its greatest sample, where it has none before the window
//	its last sample, since the counter was reset just when the window began
//
// An hour covers what a server does not scrape while it is restarted, or overloaded.
func counted(metric string, by []string, window string) Query {
	before := fmt.Sprintf("last_over_time(%s[1h] offset %s)", metric, window)
	within := func(function string) string { return fmt.Sprintf("%s(%s[%s])", function, metric, window) }
	last, most, resets := within("last_over_time"), within("max_over_time"), within("resets")
	text := fmt.Sprintf(`sum by (%s) (
  ((%s + %s - (%s or 0 * %[2]s) and %[5]s == 1 and %[3]s > %[2]s) > 0)
  or ((%[6]s and %[5]s > 0) > 0)
  or (%[2]s - %[4]s >= 0)
  or (%[3]s unless %[4]s)
  or %[2]s
) > 0`,
		strings.Join(by, ", "), last, most, before, resets, within("increase"))
	return Query{metric, text}
}

// Reaches asks whether the server has samples from before a window: else counts are those since the pods were started, which may
// be before it.
func Reaches(queries []Query, window string) Query {
	var metrics []string
	for _, q := range queries {
		metrics = append(metrics, q.Metric)
	}
	return Query{Text: fmt.Sprintf(`count(last_over_time({__name__=~"up|%s"}[1h] offset %s))`, strings.Join(metrics, "|"), window)}
}
