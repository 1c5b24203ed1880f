package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"text/tabwriter"
	"time"

	"istio.io/istio/pkg/test"

	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/mesh"
)

// form is a way to write the routing of an application.
type form struct {
	name  string
	flags []string // of graylane; nil for no routing
	by    func([]object) []object
}

var forms = []form{
	{"no routing", nil, nil},
	{"graylane", []string{}, nil},
	{"graylane, exportTo: auto", []string{"--set", "istio.exportTo=auto"}, nil},
	{"graylane, match: lane", []string{"--set", "match=lane"}, nil},
	{"a rule for each caller", []string{}, ruleForEachCaller},
}

// cost is what one form costs: means over all sidecars.
type cost struct {
	virtualServices, rules int
	routes, bytes          float64
	time                   time.Duration
}

// rounds is how often every sidecar is computed; the round that took the least time counts.
const rounds = 3

// measure prints a table of all forms, with their ratios to no routing.
func measure(life test.Failer, graylane string, app []object) error {
	var costs []cost
	for _, f := range forms {
		routing, err := f.generate(graylane, app)
		if err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "cost: %s\n", f.name) // a form takes most of a minute
		c, err := measureForm(life, app, routing)
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		costs = append(costs, c)
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "FORM\tVIRTUALSERVICES\tRULES\tROUTES A SIDECAR\tRATIO\tKB A SIDECAR\tRATIO\tMS A SIDECAR\tRATIO\t")
	for i, c := range costs {
		none := costs[0]
		fmt.Fprintf(w, "%s\t%d\t%d\t%.0f\t%.2f\t%.0f\t%.2f\t%.2f\t%.2f\t\n", forms[i].name, c.virtualServices, c.rules,
			c.routes, c.routes/none.routes, c.bytes/1000, c.bytes/none.bytes, c.time.Seconds()*1000, c.time.Seconds()/none.time.Seconds())
	}
	return w.Flush()
}

// generate is the routing in this form.
func (f form) generate(graylane string, app []object) ([]object, error) {
	if f.flags == nil {
		return nil, nil
	}
	stream, err := cases.Stream(app)
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(graylane, append([]string{"generate", "-"}, f.flags...)...)
	var stderr bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(stream), &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, stderr.Bytes())
	}
	routing, err := cases.Objects(out)
	if f.by != nil {
		routing = f.by(routing)
	}
	return routing, err
}

// measureForm computes all sidecars of an application with its routing.
func measureForm(life test.Failer, app, routing []object) (cost, error) {
	m, err := mesh.Start(life, slices.Concat(app, routing))
	if err != nil {
		return cost{}, err
	}
	var c cost
	for _, o := range routing {
		if o["kind"] == "VirtualService" {
			c.virtualServices++
			c.rules += len(cases.At(o, "spec")["http"].([]any))
		}
	}
	for round := range rounds {
		sum, err := sidecars(m)
		if err != nil {
			return c, err
		}
		n := len(m.Pods)
		c.routes, c.bytes = float64(sum.Routes)/float64(n), float64(sum.Bytes)/float64(n)
		if mean := sum.Time / time.Duration(n); round == 0 || mean < c.time {
			c.time = mean
		}
	}
	return c, nil
}

// sidecars is the sum of the configurations of all sidecars.
func sidecars(m *mesh.Mesh) (mesh.Configuration, error) {
	var sum mesh.Configuration
	for _, p := range m.Pods {
		c, err := m.Generate(p)
		if err != nil {
			return sum, err
		}
		sum.Routes, sum.Bytes, sum.Time = sum.Routes+c.Routes, sum.Bytes+c.Bytes, sum.Time+c.Time
	}
	return sum, nil
}

// ruleForEachCaller is the same routing with a rule for each caller, as it is written by hand.
func ruleForEachCaller(routing []object) []object {
	for _, o := range routing {
		spec := cases.At(o, "spec")
		rules, _ := spec["http"].([]any)
		var split list
		for _, r := range rules {
			rule := r.(object)
			matches, _ := rule["match"].(list)
			if len(matches) == 0 {
				split = append(split, rule)
			}
			for _, m := range matches {
				split = append(split, object{"match": list{m}, "route": rule["route"]})
			}
		}
		if split != nil {
			spec["http"] = split
		}
	}
	return routing
}
