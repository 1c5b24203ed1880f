package browser

import (
	"fmt"
	"strings"
	"testing"
)

// telemetry is an application with calls that are folded away.
const telemetry = `
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {ports: [{name: http, port: 80}], selector: {app: api}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {template: {metadata: {labels: {app: api}}, spec: {containers: [{env: [{name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://otel-collector:4317"}]}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{env: [{name: API, value: "http://api"}, {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://otel-collector:4317"}]}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: otel-collector}
spec: {ports: [{name: grpc-otlp, port: 4317}], selector: {app: otel}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: otel}
spec: {template: {metadata: {labels: {app: otel}}, spec: {containers: [{name: c}]}}}
`

// TestUnfold shows what is folded away, and hides it again; the table has it all the time.
func TestUnfold(t *testing.T) {
	b := open(t, graylane(t, telemetry, "graph", "-o", "html", "-"), "page.html")
	titles := func() string {
		return eval[string](b, "[...document.querySelectorAll('.box .title')].filter(title => title.checkVisibility()).map(title => title.textContent).join()")
	}
	if got := titles(); got != "api,web" {
		t.Errorf("folded: %s", got)
	}
	if text := eval[string](b, "document.querySelector('aside').innerText"); !strings.Contains(text, "telemetry: 2 calls to otel-collector") {
		t.Errorf("what is folded is told as %q", text)
	}
	b.click("#unfold")
	if got := titles(); got != "api,otel-collector,web" {
		t.Errorf("unfolded: %s", got)
	}
	b.click("#unfold")
	if got := titles(); got != "api,web" {
		t.Errorf("folded again: %s", got)
	}
	if rows := eval[int](b, "document.querySelectorAll('tbody tr').length"); rows != 3 {
		t.Errorf("%d requests in the table", rows)
	}
}

// TestTheme follows the reader's system, and then the reader.
func TestTheme(t *testing.T) {
	b := open(t, pageOf(t, "seed"), "page.html")
	const background = "getComputedStyle(document.body).backgroundColor"
	const light, dark = "rgb(255, 255, 255)", "rgb(13, 17, 23)"
	check := func(reason, want string) {
		t.Helper()
		if got := eval[string](b, background); got != want {
			t.Errorf("%s: %s", reason, got)
		}
	}
	check("a light system", light)
	b.do(prefer("dark"))
	check("a dark system", dark)
	b.do(prefer("light"))
	b.click("#theme")
	check("dark on demand", dark)
	b.do(prefer("dark"))
	b.click("#theme")
	check("light on demand", light)
	b.click("#theme")
	check("as the system again", dark)
}

// TestZoom makes the picture larger, smaller, and as large as fits.
func TestZoom(t *testing.T) {
	b := open(t, pageOf(t, "demo/gray"), "page.html")
	width := func() float64 {
		return eval[float64](b, "document.querySelector('.picture').getBoundingClientRect().width")
	}
	fitting := width()
	if room := eval[float64](b, "document.querySelector('#canvas').clientWidth"); fitting > room {
		t.Errorf("a picture of %.0f in a room of %.0f", fitting, room)
	}
	b.click("#in")
	larger := width()
	b.click("#out")
	b.click("#out")
	smaller := width()
	if larger <= fitting || smaller >= fitting {
		t.Errorf("%.0f, larger %.0f, smaller %.0f", fitting, larger, smaller)
	}
	b.click("#canvas")
	b.press("0")
	if got := width(); got != fitting {
		t.Errorf("0 makes it %.0f, not %.0f", got, fitting)
	}
	b.press("+")
	if got := width(); got != larger {
		t.Errorf("+ makes it %.0f, not %.0f", got, larger)
	}
}

// TestText finds no text that is wider than its box or pill, in the fonts of this machine.
func TestText(t *testing.T) {
	for _, example := range examples {
		b := open(t, graylane(t, "", "graph", "-o", "svg", "../../examples/"+example), "graph.svg")
		const outside = `[...document.querySelectorAll('.box')].flatMap(box => {
			const card = box.querySelector('.card').getBBox();
			return [...box.querySelectorAll('text')].filter(text => {
				const inner = text.parentElement.classList.contains('row') ? text.parentElement.querySelector('.pill').getBBox() : card;
				const own = text.getBBox();
				return own.x < inner.x || own.x + own.width > inner.x + inner.width || own.y < card.y || own.y + own.height > card.y + card.height;
			}).map(text => text.textContent);
		})`
		if texts := eval[[]string](b, outside); len(texts) > 0 {
			t.Errorf("%s: outside of their boxes: %q", example, texts)
		}
		if n := eval[int](b, "document.querySelectorAll('.box text').length"); n == 0 {
			t.Errorf("%s: no text", example)
		}
	}
}

// hostileNames are those that HTML, SVG, scripts or Mermaid would obey.
var hostileNames = []string{
	"<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "</title></svg><script>alert(1)</script>", `\"onfocus=\"alert(1)\" autofocus x=\"`, "\u202ex", "__proto__",
	"<!--<script>", "]]>", "</style><style>*{display:none}", "%%{init: {}}%%", "#quot;];end", "1. list", "$$x^2$$", "`**x**`", "@{ shape: rect }:::x",
}

// hostileApplication has a name wherever it goes.
func hostileApplication(name string) string {
	return fmt.Sprintf(`{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{name: http, port: 80}], selector: {app: a}}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {template: {metadata: {labels: {app: a, version: v1}}, spec: {containers: [{}]}}}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: "a%[1]s"}, spec: {template: {metadata: {labels: {app: a, version: "%[1]s"}}, spec: {containers: [{}]}}}}
---
{apiVersion: batch/v1, kind: Job, metadata: {name: "%[1]s"}, spec: {template: {spec: {containers: [{env: [{name: "%[1]s", value: "http://web/%[1]s"}]}]}}}}
---
{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: "%[1]s"}, spec: {rules: [{http: {paths: [{backend: {service: {name: web, port: {number: 80}}}}]}}]}}
---
{apiVersion: graylane.dev/v1alpha1, kind: GrayRelease, metadata: {name: x}, spec: {baseline: v1}}
`, name)
}

// TestHostile opens pages of names that HTML, SVG and scripts would obey.
func TestHostile(t *testing.T) {
	for _, s := range hostileNames {
		input := hostileApplication(s)
		b := open(t, graylane(t, input, "graph", "-o", "html", "-"), "page.html")
		if arrows := eval[int](b, "document.querySelectorAll('.picture:not([hidden]) .arrows .arrow').length"); arrows < 2 {
			t.Errorf("%q: %d arrows", s, arrows)
		}
		eval[int](b, "[...document.querySelectorAll('button')].map(button => button.click()).length")
		if svg := load(t, graylane(t, input, "graph", "-o", "svg", "-"), "graph.svg"); len(svg.told()) > 0 {
			t.Errorf("%q: the SVG: %v", s, svg.told())
		}
	}
}
