package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/graylane/graylane/conformance"
)

// prefer is a reader who wants nothing to move, so that what is picked is seen at once, and a light or a dark page.
func prefer(scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-reduced-motion", Value: "reduce"}, {Name: "prefers-color-scheme", Value: scheme},
		}})
		return err
	})
}

// examples are applications with lanes: gaps, entries, shares, headers, several namespaces.
var examples = []string{"seed", "gap/warn", "demo/gray", "header", "namespaces"}

// graylane is what the program prints.
func graylane(t *testing.T, stdin string, args ...string) []byte {
	t.Helper()
	command := exec.Command(conformance.Require(t, "graylane"), args...)
	command.Stdin = strings.NewReader(stdin)
	var errs bytes.Buffer
	command.Stderr = &errs
	out, err := command.Output()
	if err != nil {
		t.Fatalf("graylane %s: %v: %s", strings.Join(args, " "), err, errs.String())
	}
	return out
}

func pageOf(t *testing.T, example string) []byte {
	t.Helper()
	return graylane(t, "", "graph", "-o", "html", "../../examples/"+example)
}

// hops are what explain says of a lane, a text each.
func hops(t *testing.T, example, lane string) []string {
	t.Helper()
	type object struct{ Namespace, Kind, Name string }
	var all []struct {
		Caller, Callee object
		Port           int
		Reason         string
	}
	if err := json.Unmarshal(graylane(t, "", "explain", "--lane", lane, "-o", "json", "../../examples/"+example), &all); err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, h := range all {
		texts = append(texts, fmt.Sprintf("%s/%s calls %s:%d %s", h.Caller.Kind, h.Caller.Name, h.Callee.Name, h.Port, h.Reason))
	}
	slices.Sort(texts)
	return texts
}
