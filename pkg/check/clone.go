package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// Clones is what is to be said of the copies that close gaps, and of those that cannot be.
func Clones(in Input, clones []lane.Clone, refusals []lane.Refusal) []diag.Diagnostic {
	var ds []diag.Diagnostic
	for _, c := range clones {
		w := c.Workload(in.Spec.VersionLabel)
		ds = append(ds, diag.New(diag.Cloned, c.Of.Ref, w.Ref.String(), c.Lane, in.changed(c, w)).At(c.Of.Place))
		if queues := in.consumes(c.Of); queues != "" {
			ds = append(ds, diag.New(diag.CloneOfConsumer, c.Of.Ref, queues, w.Ref.String()).At(c.Of.Place))
		}
	}
	for _, r := range refusals {
		ds = append(ds, diag.New(diag.CloneRefused, r.Of.Ref, r.Lane, r.Why).At(r.Of.Place))
	}
	return ds
}

// changed says what in a copy one may not expect: the variables that hold its version, and that the original's selector
// matches its pods.
func (in Input) changed(c lane.Clone, w *model.Workload) string {
	text := ""
	if len(c.Env) > 0 {
		var variables []string
		for _, v := range c.Env {
			variables = append(variables, v.Name+" ("+v.Field+")")
		}
		text = "; " + diag.Some(variables) + are(variables) + " " + c.Version + " there"
	}
	if c.Of.Claims(w.PodLabels) {
		text += fmt.Sprintf("; the selector of %s matches the pods of the copy too: add the label %s to it", c.Of.Ref, in.Spec.VersionLabel)
	}
	return text
}

// The marks of queues and streams, from which a message goes to one of those who ask: the schemes of their addresses, and their
// ports (https://www.iana.org/assignments/uri-schemes, https://www.iana.org/assignments/service-names-port-numbers).
var (
	queueScheme = regexp.MustCompile(`(?i)\b(amqps?|kafka|nats|pulsar(\+ssl)?|mqtts?|stomp)://`)
	queuePorts  = []int{5671, 5672, 9092, 9093, 9094, 4222, 6650, 61616, 1883, 8883}
)

// consumes are the queues and streams that the calls and the variables of w name, for a message.
func (in Input) consumes(w *model.Workload) string {
	var found []string
	add := func(text string) {
		if !slices.Contains(found, text) {
			found = append(found, text)
		}
	}
	for _, c := range in.Graph.Calls {
		if c.Caller.Workload != w {
			continue
		}
		port := slices.Contains(queuePorts, c.Port)
		if c.Port == 0 && len(c.Callee.Ports) == 1 {
			port = slices.Contains(queuePorts, c.Callee.Ports[0].Number)
		}
		for _, e := range c.Evidence {
			port = port || queueScheme.MatchString(e.Value)
		}
		if port {
			add(c.Callee.Ref.String())
		}
	}
	for _, container := range w.Containers {
		for _, e := range container.Env {
			if scheme := queueScheme.FindString(e.Value); scheme != "" && len(found) == 0 {
				add(e.Name + ": " + strings.ToLower(scheme))
			}
		}
	}
	return diag.Some(found)
}
