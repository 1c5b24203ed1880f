package routes

import (
	"slices"

	"github.com/graylane/graylane/conformance/cases"
)

// headerBreaks are those of rules for the lane header.
var headerBreaks = []notice{
	{"no rule for a header: the lane ends at every pod of the baseline", "apps/header", eachRule(func(rules []any) []any {
		return slices.DeleteFunc(rules, func(r any) bool { return matchesHeader(r) })
	})},
	{"the rule for one lane's header is missing", "apps/header", eachRule(func(rules []any) []any {
		return slices.DeleteFunc(rules, func(r any) bool { return matchesHeader(r) && destinationOf(r)["subset"] == "v2" })
	})},
	{"no rule for the lanes that a Service lacks: the labels of a baseline pod overwrite them", "apps/header", eachRule(func(rules []any) []any {
		return slices.DeleteFunc(rules, func(r any) bool {
			return matchesHeader(r) && destinationOf(r)["subset"] != "v2" && destinationOf(r)["subset"] != "v3"
		})
	})},
	{"rules for headers after those for labels", "apps/header", eachRule(func(rules []any) []any {
		slices.SortStableFunc(rules[:len(rules)-1], func(a, b any) int { return boolean(matchesHeader(a)) - boolean(matchesHeader(b)) })
		return rules
	})},
	{"the header is not set", "apps/header", eachRule(func(rules []any) []any {
		for _, r := range rules {
			delete(r.(map[string]any), "headers")
		}
		return rules
	})},
	{"the header of another lane is set", "apps/header", eachRule(func(rules []any) []any {
		for _, r := range rules {
			if set := cases.At(r.(map[string]any), "headers", "request", "set"); set != nil {
				set["x-lane"] = map[any]any{"v2": "v3", "v3": "v2"}[set["x-lane"]]
			}
		}
		return rules
	})},
	{"the header is set for everybody", "apps/header", eachRule(func(rules []any) []any {
		rules[len(rules)-1].(map[string]any)["headers"] = map[string]any{"request": map[string]any{"set": map[string]any{"x-lane": "v2"}}}
		return rules
	})},
	{"the VirtualService that marks requests to a Service of one version is missing", "apps/header", without("vs-b")},
	{"with match: lane, that one", "apps/header-match-lane", without("vs-b")},
}

// matchesHeader tells whether a rule is for requests with a header.
func matchesHeader(rule any) bool {
	return slices.ContainsFunc(matchesOf(rule), func(m any) bool { return m.(map[string]any)["headers"] != nil })
}

func boolean(is bool) int {
	if is {
		return 1
	}
	return 0
}
