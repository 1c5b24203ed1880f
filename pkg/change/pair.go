package change

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/graylane/graylane/pkg/lane"
)

// pair is a landing and what has become of it; one of them is nil where nothing corresponds.
type pair struct{ old, new *Landing }

// kind is how the two differ; empty where they do not, the caller's version aside, which the lane's members tell.
func (p pair) kind() Kind {
	switch {
	case p.old == nil:
		return Added
	case p.new == nil:
		return Removed
	case !p.old.landsLike(p.new):
		return Changed
	case p.old.Reason != p.new.Reason:
		return Reason
	}
	return ""
}

// likeness is what two landings have to have in common to correspond, as a text that is equal then.
type likeness func(*Landing) string

// likenesses are tried in this order: the rest of each is left to the next one.
func likenesses() []likeness {
	version := func(l *Landing) string { return l.Caller.Version }
	headers := func(l *Landing) string { return fmt.Sprintf("%q", l.Headers) }
	hosts := func(l *Landing) string { return fmt.Sprintf("%q", l.Hosts) }
	place := func(l *Landing) string { return fmt.Sprintf("%s %q %q", l.Spot, l.Versions, l.Subset) }
	return []likeness{
		func(l *Landing) string { return version(l) + "\n" + hosts(l) + "\n" + headers(l) + "\n" + place(l) },
		func(l *Landing) string { return hosts(l) + "\n" + headers(l) + "\n" + place(l) },
		func(l *Landing) string { return version(l) + "\n" + hosts(l) + "\n" + headers(l) },
		func(l *Landing) string { return hosts(l) + "\n" + headers(l) },
		hosts,
		headers,
		place,
		func(*Landing) string { return "" },
	}
}

// pairs matches the landings of a call on both sides: the most alike first, in one order among equals, so that it comes to the
// same in either direction.
func pairs(before, after []*Landing) []pair {
	before, after = ordered(before), ordered(after)
	var all []pair
	for _, like := range likenesses() {
		before = slices.DeleteFunc(before, func(l *Landing) bool {
			i := slices.IndexFunc(after, func(other *Landing) bool { return like(l) == like(other) })
			if i < 0 {
				return false
			}
			all = append(all, pair{l, after[i]})
			after = slices.Delete(after, i, i+1)
			return true
		})
	}
	for _, l := range before {
		all = append(all, pair{l, nil})
	}
	for _, l := range after {
		all = append(all, pair{nil, l})
	}
	return all
}

func ordered(landings []*Landing) []*Landing {
	all := slices.Clone(landings)
	slices.SortFunc(all, func(a, b *Landing) int {
		return cmp.Or(
			lane.CompareVersions(a.Caller.Version, b.Caller.Version), slices.Compare(a.Hosts, b.Hosts),
			cmp.Compare(fmt.Sprint(a.Headers), fmt.Sprint(b.Headers)),
			slices.CompareFunc(a.Versions, b.Versions, lane.CompareVersions), cmp.Compare(a.Subset, b.Subset),
			cmp.Compare(a.Percent, b.Percent), cmp.Compare(a.Reason, b.Reason),
		)
	})
	return all
}
