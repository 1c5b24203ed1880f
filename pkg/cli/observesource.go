package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/graylane/graylane/pkg/observe"
	"github.com/graylane/graylane/pkg/prometheus"
	"github.com/graylane/graylane/pkg/source"
	"github.com/graylane/graylane/pkg/telemetry"
)

// moment is a time as ObservedCalls have it.
func moment(t time.Time) string { return telemetry.Moment(t) }

// look reads all sources.
func (o *observation) look(c *console) (*observe.Seen, error) {
	var seen observe.Seen
	if o.url != "" {
		if err := o.ask(c, &seen); err != nil {
			return nil, err
		}
	}
	from, err := callerOf(o.caller)
	if err != nil {
		return nil, err
	}
	options := telemetry.Options{VersionLabel: o.versionLabel, Caller: from}
	for i, d := range documents() {
		for _, file := range o.files[i] {
			c.do("reading " + file)
			text, err := o.readFile(c, file)
			if err != nil {
				return nil, err
			}
			report, err := d.read(text, options, seen.Add)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			c.passed(file, report)
		}
	}
	return &seen, nil
}

// readFile reads a file to its end; - is standard input.
func (o *observation) readFile(c *console, file string) ([]byte, error) {
	if file == source.Stdin {
		text, err := source.ReadAll(c.In, source.MaxInput)
		if err != nil {
			return nil, fmt.Errorf("read standard input: %w", err)
		}
		return text, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, bareError(file, err)
	}
	defer f.Close()
	text, err := source.ReadAll(f, source.MaxInput)
	if err != nil {
		return nil, bareError(file, err)
	}
	return text, nil
}

// bareError is an error of a file, which it names once.
func bareError(file string, err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("read %q: %w", file, err)
}

// passed tells what of a source says nothing.
func (c *console) passed(where string, r telemetry.Report) {
	if len(r.Passed) == 0 {
		return
	}
	var parts []string
	for _, p := range r.Passed {
		parts = append(parts, p.String())
	}
	c.note(fmt.Sprintf("graylane: %s: read %d; passed over: %s", where, r.Kept, strings.Join(parts, "; ")))
}

// ask asks the server.
func (o *observation) ask(c *console, seen *observe.Seen) error {
	options, err := o.server(c)
	if err != nil {
		return err
	}
	client, err := prometheus.New(options)
	if err != nil {
		return fmt.Errorf("--prometheus: %w", err)
	}
	if client.Plain() {
		c.note("graylane: the credentials are sent to " + client.Name() + " without encryption")
	}
	questions := o.questions()
	c.do("asking " + client.Name())
	fail := func(err error) error { return fmt.Errorf("%s: %w", client.Name(), err) }
	total := telemetry.Report{}
	for _, q := range questions {
		text, err := client.Ask(context.Background(), q, o.now)
		if err != nil {
			return fail(err)
		}
		told, report, err := telemetry.ReadAnswer(text, q.Metric, seen.Add)
		if err != nil {
			return fail(err)
		}
		for _, warning := range told.Warnings {
			c.note(fmt.Sprintf("graylane: %s: %s", client.Name(), warning))
		}
		total = merged(total, report)
	}
	c.passed(client.Name(), total)
	if total.Kept == 0 {
		c.note(fmt.Sprintf("graylane: %s has no calls of the last %s in %s", client.Name(), o.window.text, o.metricsAsked()))
		return nil
	}
	return o.reaches(c, client, questions)
}

// reaches tells where the server does not know what was before the window.
func (o *observation) reaches(c *console, client *prometheus.Client, questions []prometheus.Query) error {
	text, err := client.Ask(context.Background(), prometheus.Reaches(questions, o.window.text), o.now)
	if err != nil {
		return fmt.Errorf("%s: %w", client.Name(), err)
	}
	told, _, err := telemetry.ReadAnswer(text, "", func(telemetry.Record) {})
	if err != nil {
		return fmt.Errorf("%s: %w", client.Name(), err)
	}
	if told.Series == 0 {
		c.note(fmt.Sprintf("graylane: %s knows nothing from before %s: requests from before it began to look count too, as far back as pods were started", client.Name(), o.times().Start))
	}
	return nil
}

// questions are what the server is asked.
func (o *observation) questions() []prometheus.Query {
	var all []prometheus.Query
	if o.metrics != otelMetrics {
		all = append(all, prometheus.IstioQueries(o.window.text)...)
	}
	if o.metrics != istioMetrics {
		all = append(all, prometheus.ServiceGraphQueries(o.window.text)...)
	}
	return all
}

// metricsAsked are the names of the metrics that the server is asked for.
func (o *observation) metricsAsked() string {
	var all []string
	for _, q := range o.questions() {
		all = append(all, q.Metric)
	}
	return strings.Join(all, ", ")
}

// merged is two reports as one.
func merged(a, b telemetry.Report) telemetry.Report {
	a.Kept += b.Kept
	for _, p := range b.Passed {
		found := false
		for i := range a.Passed {
			if a.Passed[i].Why == p.Why {
				a.Passed[i].Count, found = a.Passed[i].Count+p.Count, true
			}
		}
		if !found {
			a.Passed = append(a.Passed, p)
		}
	}
	return a
}

// server is how the server is asked, with what the files of the flags hold.
func (o *observation) server(c *console) (prometheus.Options, error) {
	options := prometheus.Options{URL: o.url, Insecure: o.insecure, Timeout: o.timeout, Header: map[string][]string{}}
	var token []byte
	for _, f := range []struct {
		file string
		into *[]byte
	}{{o.token, &token}, {o.ca, &options.CA}, {o.cert, &options.Cert}, {o.key, &options.Key}} {
		if f.file == "" {
			continue
		}
		text, err := o.readFile(c, f.file)
		if err != nil {
			return options, err
		}
		*f.into = text
	}
	options.Token = string(bytes.TrimSpace(token))
	if o.token != "" && (options.Token == "" || strings.ContainsAny(options.Token, " \t\r\n")) {
		return options, fmt.Errorf("%s: it has no token, or more than one", o.token)
	}
	for _, h := range o.headers {
		if file, isFile := strings.CutPrefix(h, "@"); isFile {
			text, err := o.readFile(c, file)
			if err != nil {
				return options, err
			}
			for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
				if err := setHeader(options.Header, lines.Text()); err != nil {
					return options, fmt.Errorf("%s: %w", file, err)
				}
			}
		} else if err := setHeader(options.Header, h); err != nil {
			return options, usageError{fmt.Errorf("--header: %w", err)}
		}
	}
	return options, nil
}

// setHeader adds a header as it stands in a request. The error does not repeat it, since it may be a credential.
func setHeader(all map[string][]string, line string) error {
	line = strings.TrimSpace(line)
	if line == "" {
		return nil
	}
	name, value, found := strings.Cut(line, ":")
	if !found || strings.TrimSpace(name) != name || name == "" || strings.TrimSpace(value) == "" {
		return errors.New("a header is a name, a colon and a value, as in 'X-Scope-OrgID: shop'")
	}
	all[name] = append(all[name], strings.TrimSpace(value))
	return nil
}
