package browser

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

// TestProblems shows that what the other tests rely on is noticed: an error, a warning, a request, a script that the policy of a
// page forbids.
func TestProblems(t *testing.T) {
	document := string(pageOf(t, "seed"))
	for _, tt := range []struct{ reason, add, want string }{
		{"nothing", "", ""},
		{"a picture from elsewhere, which the policy forbids", `<img src="http://127.0.0.1:9/x.png">`, "log: "},
		{"a script that is not the page's, which the policy forbids", `<script>window.added = 1</script>`, "log: "},
		{"a style that is not the page's", `<p style="color:red">x</p>`, "log: "},
	} {
		b := load(t, []byte(strings.Replace(document, "<main>", tt.add+"<main>", 1)), "page.html")
		eval[int](b, "document.images.length")
		told := strings.Join(b.told(), "\n")
		if !strings.Contains(told, tt.want) || tt.want == "" && told != "" {
			t.Errorf("%s: told %q", tt.reason, told)
		}
	}
	b := load(t, []byte("<!doctype html><img src='http://127.0.0.1:9/x.png'><script>console.warn('w'); throw new Error('e')</script>"), "other.html")
	for _, want := range []string{"request: http://127.0.0.1:9/x.png", "console: warning", "exception: "} {
		if told := strings.Join(b.told(), "\n"); !strings.Contains(told, want) {
			t.Errorf("%s is not noticed among %q", want, told)
		}
	}
}

// TestControls uses everything that there is to use, which leads to no problem.
func TestControls(t *testing.T) {
	for _, example := range examples {
		b := open(t, pageOf(t, example), "page.html")
		n := eval[int](b, "document.querySelectorAll('button').length")
		if used := eval[int](b, "[...document.querySelectorAll('button')].map(button => button.click()).length"); used != n || n < 6 {
			t.Errorf("%s: %d of %d buttons", example, used, n)
		}
	}
}

// TestEscape lets go of all that is picked, at once.
func TestEscape(t *testing.T) {
	b := open(t, pageOf(t, "demo/gray"), "page.html")
	before := eval[seen](b, look+`('')`)
	b.click(buttonOf(1))
	b.click("#search")
	b.press("p", "a", "y")
	b.do(chromedp.KeyEvent(kb.Escape))
	if diff := cmp.Diff(before, eval[seen](b, look+`('')`)); diff != "" {
		t.Error(diff)
	}
	if left := eval[string](b, "document.querySelector('#search').value + document.querySelectorAll('[aria-pressed=true]').length"); left != "0" {
		t.Errorf("left: %q", left)
	}
}

// TestSearch finds boxes by their names, workloads by theirs, and calls by their evidence.
func TestSearch(t *testing.T) {
	b := open(t, pageOf(t, "demo/gray"), "page.html")
	for _, tt := range []struct {
		reason, text string
		boxes        []string
		rows         string // a part that each has
	}{
		{"a Service", "payment", []string{"payment"}, "payment"},
		{"a workload, by kind and name", "deployment/visitors", []string{"visitors"}, "visitors"},
		{"evidence, which no box has", "orders.broker", nil, "queue"},
		{"nothing", "no such thing", nil, ""},
	} {
		b.press(kb.Escape)
		b.click("#search")
		for _, r := range tt.text {
			b.press(string(r))
		}
		boxes := eval[[]string](b, "[...document.querySelectorAll('.picture:not([hidden]) .box.found .title')].map(title => title.textContent)")
		if !slices.Equal(boxes, tt.boxes) {
			t.Errorf("%s: boxes %v", tt.reason, boxes)
		}
		rows := eval[[]string](b, "[...document.querySelectorAll('tbody tr')].filter(row => row.checkVisibility()).map(row => row.textContent)")
		if len(rows) == 0 && tt.rows != "" || len(rows) > 0 && tt.rows == "" || slices.ContainsFunc(rows, func(row string) bool { return !strings.Contains(row, tt.rows) }) {
			t.Errorf("%s: rows %v", tt.reason, rows)
		}
		if status := eval[string](b, "document.querySelector('#status').textContent"); !strings.Contains(status, "found") {
			t.Errorf("%s: status %q", tt.reason, status)
		}
	}
}

// focused is what has the focus: an identifier, or what it is.
const focused = `(element => element.id || element.dataset.pick && 'lane ' + element.textContent || element.dataset.gap && 'gap' ||
	element.dataset.arrow && 'arrow ' + element.dataset.arrow || element.className || element.textContent)(document.activeElement)`

// TestKeyboard goes through a page with keys alone.
func TestKeyboard(t *testing.T) {
	b := open(t, pageOf(t, "gap/warn"), "page.html")
	var order []string
	for range 11 {
		b.press(kb.Tab)
		order = append(order, eval[string](b, focused))
		if outline := eval[string](b, "getComputedStyle(document.activeElement).outlineStyle"); outline == "none" && !strings.HasPrefix(order[len(order)-1], "arrow") {
			t.Errorf("%s has the focus and does not show it", order[len(order)-1])
		}
	}
	want := []string{"search", "theme", "lane baseline", "lane v2", "out", "in", "fit", "canvas", "arrow 0", "gap", "scroll"}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Errorf("the order of the Tab key:\n%s", diff)
	}
	b.do(chromedp.Focus(chromedp.CSS(buttonOf(1))))
	b.press(" ")
	if got := eval[seen](b, look+`('v2')`); !slices.Equal(got.Lines, got.Wanted) || len(got.Lines) == 0 {
		t.Errorf("Space on a lane: %v", got)
	}
	b.press(kb.Enter)
	if status := eval[string](b, "document.querySelector('#status').textContent"); status != "" {
		t.Errorf("Enter on the lane lets it go: %q", status)
	}
}

// TestArrows goes from arrow to arrow: each says who calls whom, on which port, for which lanes, and where that is seen.
func TestArrows(t *testing.T) {
	b := open(t, pageOf(t, "gap/warn"), "page.html")
	b.do(chromedp.Focus(chromedp.CSS("#canvas")))
	b.press(kb.Tab)
	visited := map[string]bool{}
	for range 4 {
		visited[eval[string](b, focused)] = true
		text := eval[string](b, "document.querySelector('#details').innerText")
		for _, part := range []string{" → ", "8000/http", "Detector", "env", "spec.template.spec.containers[0].env[0].value", "http://"} {
			if !strings.Contains(text, part) {
				t.Errorf("no %q in %q", part, text)
			}
		}
		b.press(kb.ArrowRight)
	}
	if len(visited) != 3 {
		t.Errorf("visited %v", visited)
	}
	for _, tt := range []struct{ key, want string }{{kb.ArrowLeft, "arrow 0"}, {kb.ArrowLeft, "arrow 2"}, {kb.Home, "arrow 0"}, {kb.End, "arrow 2"}, {kb.ArrowDown, "arrow 0"}} {
		b.press(tt.key)
		if at := eval[string](b, focused); at != tt.want {
			t.Errorf("%q leads to %s, want %s", tt.key, at, tt.want)
		}
	}
	b.press(kb.Enter)
	kept := eval[string](b, "document.querySelector('#details').innerText")
	b.do(chromedp.Focus(chromedp.CSS("#search")))
	if now := eval[string](b, "document.querySelector('#details').innerText"); now != kept {
		t.Errorf("Enter keeps %q, and then there is %q", kept, now)
	}
	b.press(kb.Escape)
	if now := eval[string](b, "document.querySelector('#details').innerText"); now == kept {
		t.Error("Escape lets nothing go")
	}
}

// TestMouse points at an arrow, and leaves it.
func TestMouse(t *testing.T) {
	b := open(t, pageOf(t, "gap/warn"), "page.html")
	type place struct{ X, Y float64 }
	at := eval[place](b, `(() => {
		const line = document.querySelector('.arrow .s.l1'), p = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.getScreenCTM());
		return {X: p.x, Y: p.y};
	})()`)
	b.do(chromedp.MouseEvent("mouseMoved", at.X, at.Y))
	if text := eval[string](b, "document.querySelector('#details').innerText"); !strings.Contains(text, "a v2 → b v1") || !strings.Contains(text, "Deployment/a-v2 calls b") {
		t.Errorf("pointed at, the arrow says %q", text)
	}
	b.do(chromedp.MouseEvent("mouseMoved", 5, 5))
	if text := eval[string](b, "document.querySelector('#details').innerText"); strings.Contains(text, "→") {
		t.Errorf("left alone, it says %q", text)
	}
}

// TestNames asks the browser what it tells a screen reader: everything that takes the focus has a name, and so has the table.
func TestNames(t *testing.T) {
	b := open(t, pageOf(t, "demo/gray"), "page.html")
	tree, err := chromedp.Run(b.ctx, func(ctx context.Context, target *chromedp.Target) (accessibility.GetFullAXTreeResult, error) {
		return cdp.Call(ctx, target, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	})
	if err != nil {
		t.Fatal(err)
	}
	roles := map[string]int{}
	for _, node := range tree.Nodes {
		if node.Ignored || node.Role == nil {
			continue
		}
		role := strings.Trim(string(node.Role.Value), `"`)
		roles[role]++
		named := node.Name != nil && strings.Trim(string(node.Name.Value), `"`) != ""
		if slices.Contains([]string{"button", "searchbox", "region", "table", "group", "heading"}, role) && !named {
			t.Errorf("a %s without a name", role)
		}
	}
	for role, least := range map[string]int{"button": 60, "searchbox": 1, "table": 1, "columnheader": 7, "rowheader": 20, "status": 1, "main": 1, "banner": 1} {
		if roles[role] < least {
			t.Errorf("%d of role %s, want %d", roles[role], role, least)
		}
	}
}
