package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/observe"
	"github.com/graylane/graylane/pkg/prometheus"
	"github.com/graylane/graylane/pkg/report"
	"github.com/graylane/graylane/pkg/source"
	"github.com/graylane/graylane/pkg/telemetry"
	"github.com/spf13/cobra"
)

// observation is what observe is asked for.
type observation struct {
	url     string // of Prometheus; empty for none
	metrics string
	files   [5][]string // in the order of documents

	window   span
	windowed bool // the window is known to be that of what is read
	now      time.Time
	timeout  time.Duration

	token, ca, cert, key string // files
	headers              []string
	insecure             bool

	caller       string // of access logs that do not say
	versionLabel string
	namespaces   []string
	least        int64

	name, update, format string
	stale, forget        span

	verify    bool
	unjudged  bool  // it is fine that nothing could be judged
	manifests input // with verify: of the application
}

// documents are the formats of files, with the flags that name them.
func documents() []struct {
	flag, usage string
	read        telemetry.Reader
} {
	return []struct {
		flag, usage string
		read        telemetry.Reader
	}{
		{"metrics-file", "read metrics of Istio or of OpenTelemetry's service graph from `FILE`: an answer of Prometheus, or what it scrapes (repeatable)", telemetry.Metrics},
		{"kiali", "read a graph of Kiali, JSON, from `FILE` (repeatable)", telemetry.KialiGraph},
		{"jaeger", "read the dependencies of Jaeger, JSON, from `FILE` (repeatable)", telemetry.JaegerDependencies},
		{"access-log", "read access logs of Istio's sidecars, JSON or text, from `FILE` (repeatable)", telemetry.AccessLogs},
		{"hubble", "read flows of Hubble, JSON, from `FILE` (repeatable)", telemetry.HubbleFlows},
	}
}

// The values of --metrics.
const (
	istioMetrics = "istio"
	otelMetrics  = "opentelemetry"
	allMetrics   = "all"
)

func (o *observation) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&o.url, "prometheus", "", "ask the server at `URL`, which has the HTTP API of Prometheus")
	o.metrics = istioMetrics
	kinds := []string{istioMetrics, otelMetrics, allMetrics}
	flags.Var(&choice{&o.metrics, kinds}, "metrics", "`WHICH` metrics the server is asked for: "+oneOf(kinds))
	complete(cmd, "metrics", kinds)
	for i, d := range documents() {
		flags.StringArrayVar(&o.files[i], d.flag, nil, d.usage)
	}
	o.window, o.stale, o.forget = span{"7d", 7 * 24 * time.Hour}, span{"30d", 30 * 24 * time.Hour}, span{"180d", 180 * 24 * time.Hour}
	flags.Var(&o.window, "window", "the `DURATION` before now that is looked at, such as 7d, 24h or 30m")
	flags.Var(&instant{&o.now}, "time", "the `TIME` that is taken for now, such as 2026-01-31T12:00:00Z")
	flags.StringVar(&o.token, "token-file", "", "`FILE` with a token that is sent to the server: Authorization: Bearer")
	flags.StringArrayVar(&o.headers, "header", nil, "a `HEADER` that is sent to the server, as 'X-Scope-OrgID: shop'; @FILE has one a line (repeatable)")
	flags.StringVar(&o.ca, "ca-file", "", "`FILE` with the certificates, in PEM, that vouch for the server's, in place of the system's")
	flags.StringVar(&o.cert, "cert-file", "", "`FILE` with the certificate, in PEM, that is shown to the server")
	flags.StringVar(&o.key, "key-file", "", "`FILE` with its key, in PEM")
	flags.BoolVar(&o.insecure, "insecure-skip-tls-verify", false, "talk to the server whatever its certificate is")
	flags.DurationVar(&o.timeout, "timeout", 2*time.Minute, "how long each question to the server may take, as a `DURATION` such as 30s")
	flags.StringVar(&o.caller, "caller", "", "who wrote access logs that do not say it: `[NAMESPACE/]WORKLOAD[@VERSION]`; NAMESPACE/ where they name pods alone")
	flags.StringVar(&o.versionLabel, "version-label", "version", "the `LABEL` of pods that tells versions apart, where a source has labels")
	flags.StringArrayVarP(&o.namespaces, "namespace", "n", nil, "only calls from or to `NAMESPACE` (repeatable)")
	flags.Int64Var(&o.least, "min-requests", 1, "only calls of at least `N` requests, where these were counted")
	flags.StringVar(&o.name, "name", "", "the `NAME` of the ObservedCalls (default \""+observe.DefaultName+"\"; with --update, the first in the file)")
	flags.StringVar(&o.update, "update", "", "bring `FILE` up to date, in place of printing; it is made where there is none")
	flags.Var(&o.stale, "stale-after", "with --update: mark calls as stale that were not seen for a `DURATION`")
	flags.Var(&o.forget, "forget-after", "with --update: remove calls that were not seen for a `DURATION`")
	flags.BoolVar(&o.verify, "verify", false, "compare what was seen with the lanes of PATH, in place of printing it: exit with 1 where a call left its lane")
	flags.BoolVar(&o.unjudged, "allow-unjudged", false, "with --verify: exit with 0 also where no call could be compared")
	o.manifests.addSettings(cmd)
	formats := names(observedFormats())
	for _, name := range names(report.Formats()) {
		if !slices.Contains(formats, name) {
			formats = append(formats, name)
		}
	}
	addFormat(cmd, &o.format, formats)
	flags.Lookup("output").Usage = "`FORMAT`: " + oneOf(names(observedFormats())) + "; with --verify " + oneOf(names(report.Formats()))
	for _, flag := range []string{"prometheus", "window", "time", "header", "timeout", "caller", "version-label", "namespace", "min-requests", "name", "stale-after", "forget-after"} {
		complete(cmd, flag, nil)
	}
	cmd.MarkFlagsRequiredTogether("cert-file", "key-file")
}

// args asks for flags that go together.
func (o *observation) args(cmd *cobra.Command, args []string) error {
	if err := o.wrongVerify(cmd, args); err != nil {
		return err
	}
	o.windowed = o.url != "" || cmd.Flags().Changed("window")
	if o.now.IsZero() {
		o.now = time.Now().UTC().Truncate(time.Second)
	}
	read, piped := 0, 0
	for _, of := range o.files {
		read += len(of)
	}
	for _, path := range slices.Concat(args, o.manifests.context) {
		if path == source.Stdin {
			piped++
		}
	}
	for _, wrong := range []error{o.wrongServer(cmd), o.wrongFiles(read, piped), o.wrongNames()} {
		if wrong != nil {
			return usageError{wrong}
		}
	}
	return nil
}

// wrongVerify is what is wrong in the arguments, and in the flags for a comparison.
func (o *observation) wrongVerify(cmd *cobra.Command, args []string) error {
	flags, reported := cmd.Flags(), names(report.Formats())
	if o.verify {
		if len(o.namespaces) == 1 {
			o.manifests.namespace = o.namespaces[0]
		}
		if !flags.Changed("output") {
			o.format = reported[0]
		}
		if !slices.Contains(reported, o.format) {
			return usageError{fmt.Errorf("with --verify, --output takes %s", oneOf(reported))}
		}
		if flags.Changed("version-label") {
			return usageError{errors.New("with --verify, the configuration names the label: --set versionLabel=LABEL")}
		}
		return o.manifests.args(cmd, args)
	}
	for _, flag := range []string{"config", "set", "context", "argocd", "allow-unjudged"} {
		if flags.Changed(flag) {
			return usageError{fmt.Errorf("--%s is for --verify, which is not given", flag)}
		}
	}
	if !slices.Contains(names(observedFormats()), o.format) {
		return usageError{fmt.Errorf("--output takes %s without --verify", oneOf(names(observedFormats())))}
	}
	if len(args) > 0 {
		return usageError{fmt.Errorf("%s takes a PATH with --verify alone, and not %q", cmd.CommandPath(), args[0])}
	}
	return nil
}

// wrongServer is what is wrong in the flags for a server.
func (o *observation) wrongServer(cmd *cobra.Command) error {
	if cmd.Flags().Changed("prometheus") {
		if _, err := prometheus.ParseURL(o.url); err != nil {
			return fmt.Errorf("--prometheus: %w", err)
		}
		if o.timeout <= 0 {
			return errors.New("--timeout takes a duration such as 30s")
		}
		return nil
	}
	for _, flag := range []string{"metrics", "token-file", "header", "ca-file", "cert-file", "insecure-skip-tls-verify", "timeout"} {
		if cmd.Flags().Changed(flag) {
			return fmt.Errorf("--%s is for --prometheus, which is not given", flag)
		}
	}
	return nil
}

// wrongFiles is what is wrong in the flags for files, of which so many are read; so many PATHs are standard input.
func (o *observation) wrongFiles(read, piped int) error {
	for i, of := range o.files {
		for _, file := range of {
			if file == "" {
				return fmt.Errorf("--%s takes a file, or - for stdin", documents()[i].flag)
			}
			if file == source.Stdin {
				piped++
			}
		}
	}
	switch {
	case read == 0 && o.url == "":
		return errors.New("graylane observe needs a source: --prometheus URL, --metrics-file, --kiali, --jaeger, --access-log or --hubble with a FILE, or - for stdin")
	case piped > 1:
		return errors.New("standard input can be read once: for one source, or for one PATH")
	case o.update == source.Stdin:
		return errors.New("--update takes a file, which is written; without it, the result is printed")
	case o.stale.length > o.forget.length:
		return errors.New("--stale-after is longer than --forget-after: nothing would ever be stale")
	}
	return nil
}

// wrongNames is what is wrong in flags that take names.
func (o *observation) wrongNames() error {
	for _, n := range o.namespaces {
		if !namespaceForm().MatchString(n) {
			return fmt.Errorf("--namespace takes the name of a namespace, and not %q", n)
		}
	}
	if o.name != "" && !isObjectName(o.name) {
		return fmt.Errorf("--name takes the name of an object, and not %q", o.name)
	}
	if _, err := callerOf(o.caller); err != nil {
		return err
	}
	return nil
}

// isObjectName tells whether a text can be the name of an object: a DNS subdomain (RFC 1123).
func isObjectName(text string) bool {
	return !slices.ContainsFunc(strings.Split(text, "."), func(part string) bool { return !namespaceForm().MatchString(part) })
}

// callerOf reads [NAMESPACE/]WORKLOAD[@VERSION].
func callerOf(text string) (api.ObservedCaller, error) {
	var from api.ObservedCaller
	if text == "" {
		return from, nil
	}
	rest, wellFormed := text, true
	if namespace, after, found := strings.Cut(rest, "/"); found {
		from.Namespace, rest, wellFormed = namespace, after, namespaceForm().MatchString(namespace)
	}
	from.Workload, from.Version, _ = strings.Cut(rest, "@")
	if from.Workload == "" {
		wellFormed = wellFormed && from.Namespace != "" && from.Version == ""
	} else {
		wellFormed = wellFormed && isObjectName(from.Workload)
	}
	if !wellFormed {
		return from, fmt.Errorf("--caller takes [NAMESPACE/]WORKLOAD[@VERSION], as in shop/web-v1@v1, and not %q", text)
	}
	return from, nil
}
