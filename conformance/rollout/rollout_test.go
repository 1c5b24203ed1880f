package rollout

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPages follows requests through every change of the pages, and through those of the orders that they warn of.
func TestPages(t *testing.T) {
	for _, test := range []struct {
		page  string
		users []string // the versions that users get, one after the other
		wrong []order
	}{
		{
			"docs/how-to/roll-out.md",
			[]string{"v1", "90% v1, 10% v2"},
			[]order{
				{"pods before the rules that separate them", firstOf("Deployment/front-v2"), "any of v1 and v2"},
				{"VirtualServices before DestinationRules", lastOf("DestinationRule/dr-api", "DestinationRule/dr-front"), "gets no answer"},
			},
		},
		{
			"docs/how-to/promote.md",
			[]string{"v1", "50% v1, 50% v2", "100% v2", "v2"},
			[]order{
				{"rules before the pods that they separate", lastDeleted("Deployment"), "any of v1 and v2"},
				{"DestinationRules before VirtualServices", lastDeleted("VirtualService"), "gets no answer"},
				{"the old pods before the new baseline", deletedBefore("Deployment/api-v1", "VirtualService/vs-api"), "finds no pod: 503"},
			},
		},
		{
			"docs/how-to/roll-back.md",
			[]string{"90% v1, 10% v2", "v1", "v2", "v1", "v2", "100% v1", "v1"},
			nil,
		},
	} {
		t.Run(test.page, func(t *testing.T) {
			changes := history(t, test.page)
			all := look(t, changes)
			t.Logf("%d changes, requests followed through %d states", len(changes), len(all))
			if found := problems(all); len(found) > 0 {
				t.Errorf("%d requests fail or leave their version:\n%s", len(found), strings.Join(found, "\n"))
			}
			if diff := cmp.Diff(test.users, users(all)); diff != "" {
				t.Errorf("versions that users get (-want +got):\n%s", diff)
			}
			for _, wrong := range test.wrong {
				t.Run(wrong.name, func(t *testing.T) {
					found := problems(look(t, wrong.of(slices.Clone(changes))))
					if !slices.ContainsFunc(found, func(p string) bool { return strings.Contains(p, wrong.fails) }) {
						t.Errorf("no request fails because of it: %q", found)
					}
					t.Logf("%d requests fail or leave their version", len(found))
				})
			}
		})
	}
}

// order is another order of the changes of a page.
type order struct {
	name  string
	of    func([]change) []change
	fails string // a part of what goes wrong
}

// firstOf has the Deployments of v2 created before all rules of the page that are new with them.
func firstOf(id string) func([]change) []change {
	return func(changes []change) []change {
		rules := slices.IndexFunc(changes, func(c change) bool { return c.kind() == "DestinationRule" })
		pods := slices.IndexFunc(changes, func(c change) bool { return c.id() == id })
		return move(changes, pods, rules)
	}
}

// lastOf has objects created after the VirtualServices that follow them.
func lastOf(ids ...string) func([]change) []change {
	return func(changes []change) []change {
		for _, id := range ids {
			from := slices.IndexFunc(changes, func(c change) bool { return c.id() == id })
			to := slices.IndexFunc(changes, func(c change) bool { return c.id() == "Deployment/front-v2" })
			changes = move(changes, from, to-1)
		}
		return changes
	}
}

// lastDeleted has the objects of a kind deleted after everything else.
func lastDeleted(kind string) func([]change) []change {
	return func(changes []change) []change {
		late := func(c change) bool { return c.deleted && c.kind() == kind }
		last := slices.Collect(func(yield func(change) bool) {
			for _, c := range changes {
				if late(c) && !yield(c) {
					return
				}
			}
		})
		return append(slices.DeleteFunc(changes, late), last...)
	}
}

// deletedBefore has an object deleted before the last change of another one that is none.
func deletedBefore(id, other string) func([]change) []change {
	return func(changes []change) []change {
		from := slices.IndexFunc(changes, func(c change) bool { return c.deleted && c.id() == id })
		to := -1
		for i, c := range changes {
			if c.id() == other && !c.deleted {
				to = i
			}
		}
		return move(changes, from, to)
	}
}

// move moves a change to another place.
func move(changes []change, from, to int) []change {
	c := changes[from]
	return slices.Insert(slices.Delete(changes, from, from+1), to, c)
}
