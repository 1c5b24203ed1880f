package browser

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// seen is what stands out in a page: the arrows whose lines are not dimmed, as arrow:lane; and the rows of the table.
type seen struct {
	Lines  []string // that stand out, as the picture has them
	Wanted []string // those of the requests of the lane, as the data have them
	Rows   []string // of the table, as hops has them
	Status string
}

// look is a script that finds out what stands out for a lane. Opacity is what a reader sees, whatever the reason.
const look = `(lane => {
	const data = JSON.parse(document.querySelector('#data').textContent);
	const bare = text => text.split('/').length === 3 ? text.replace(/\/[^/]*\//, '/') : text;
	const name = text => text.slice(text.lastIndexOf('/') + 1);
	const opaque = element => !element || element.tagName === 'svg' || Number(getComputedStyle(element).opacity) === 1 && opaque(element.parentElement);
	const lines = [...document.querySelectorAll('.picture:not([hidden]) .line')].filter(opaque)
		.flatMap(line => line.dataset.lanes.split(' ').map(of => line.closest('.arrow').dataset.arrow + ':' + of));
	const wanted = data.requests.filter(r => data.lanes[r.lane] === lane).flatMap(r => r.arrows.map(arrow => arrow + ':' + r.lane));
	const rows = [...document.querySelectorAll('tbody tr')].filter(row => row.checkVisibility())
		.map(row => data.requests[Number(row.dataset.request)])
		.map(r => bare(r.caller) + ' calls ' + name(r.callee) + ':' + (r.port || 0) + ' ' + r.why.replace(/ \(.*/, ''));
	const tidy = texts => [...new Set(texts)].sort();
	return {Lines: tidy(lines), Wanted: tidy(wanted), Rows: rows.sort(), Status: document.querySelector('#status').textContent};
})`

// TestLane picks each lane in turn: what stands out are the requests that explain has for it, all of them and no other.
func TestLane(t *testing.T) {
	for _, example := range examples {
		b := open(t, pageOf(t, example), "page.html")
		before := eval[seen](b, look+`('')`)
		lanes := eval[[]string](b, `[...document.querySelectorAll('[data-pick]')].map(button => button.textContent)`)
		if len(lanes) < 2 {
			t.Fatalf("%s: lanes %v", example, lanes)
		}
		for i, lane := range lanes {
			b.click(buttonOf(i))
			got := eval[seen](b, look+`("`+lane+`")`)
			if diff := cmp.Diff(got.Wanted, got.Lines); diff != "" || len(got.Lines) == 0 {
				t.Errorf("%s, lane %s: lines (-of its requests +that stand out):\n%s", example, lane, diff)
			}
			if diff := cmp.Diff(hops(t, example, lane), got.Rows); diff != "" {
				t.Errorf("%s, lane %s: requests (-explain +page):\n%s", example, lane, diff)
			}
			pressed := eval[[]string](b, `[...document.querySelectorAll('[aria-pressed=true]')].map(button => button.textContent)`)
			if diff := cmp.Diff([]string{lane}, pressed); diff != "" {
				t.Errorf("%s, lane %s: pressed buttons: %s", example, lane, diff)
			}
			if got.Status == "" {
				t.Errorf("%s, lane %s: nothing is said", example, lane)
			}
		}
		b.click(buttonOf(len(lanes) - 1))
		if diff := cmp.Diff(before, eval[seen](b, look+`('')`)); diff != "" {
			t.Errorf("%s: a lane that is clicked again is not let go:\n%s", example, diff)
		}
	}
}

func buttonOf(lane int) string { return `[data-pick="` + string(rune('0'+lane)) + `"]` }

// TestGap picks the gap of an example: the requests that are lost stand out, in red, and the version that they make unreachable.
func TestGap(t *testing.T) {
	b := open(t, pageOf(t, "gap/warn"), "page.html")
	b.click("[data-gap]")
	got := eval[seen](b, look+`('v2')`)
	if want := []string{"Deployment/b-v1 calls c:8000 gap"}; !slices.Equal(got.Rows, want) {
		t.Errorf("rows %v, want %v", got.Rows, want)
	}
	red := eval[string](b, `getComputedStyle(document.querySelector('.s.lost')).stroke`)
	if mark := eval[string](b, `getComputedStyle(document.querySelector('.marked')).fill`); red != "rgb(196, 22, 31)" || mark != red {
		t.Errorf("the line is %s, its mark %s", red, mark)
	}
	if text := eval[string](b, `document.querySelector('.gaps').innerText`); !slices.Contains([]string{"Gaps\n\nv2 is lost at b v1\n✕ c v2 is unreachable", "Gaps\nv2 is lost at b v1\n✕ c v2 is unreachable"}, text) {
		t.Errorf("the gaps are told as %q", text)
	}
}
