package random

import (
	"maps"
	"slices"
)

// Reduce takes away from an application whatever is not needed for it to differ: objects, then fields and elements, the
// outer ones first, until nothing more can go.
func Reduce(app App, differs func(App) bool) App {
	for smaller := true; smaller; {
		smaller = false
		for _, path := range paths(anys(app)) {
			if less, ok := without(anys(app), path); ok && differs(objects(less)) {
				app, smaller = objects(less), true
			}
		}
	}
	return app
}

// anys and objects turn an application into a list and back.
func anys(app App) any {
	all := list{}
	for _, o := range app {
		all = append(all, o)
	}
	return all
}

func objects(all any) App {
	var app App
	for _, o := range all.(list) {
		app = append(app, o.(object))
	}
	return app
}

// path leads to a field or an element: a string or an int for each level.
type path []any

// paths are those of everything in a value, a level after the one around it; elements from the last to the first, so that
// taking one away leaves the paths to the others.
func paths(value any) []path {
	var level, below []path
	add := func(step, child any) {
		level = append(level, path{step})
		for _, p := range paths(child) {
			below = append(below, append(path{step}, p...))
		}
	}
	switch value := value.(type) {
	case object:
		for _, key := range slices.Sorted(maps.Keys(value)) {
			add(key, value[key])
		}
	case list:
		for i, element := range slices.Backward(value) {
			add(i, element)
		}
	}
	return append(level, below...)
}

// without is a copy of a value that lacks what a path leads to; false when that is not there.
func without(value any, p path) (any, bool) {
	switch value := value.(type) {
	case object:
		child, found := value[p[0].(string)]
		if !found {
			return nil, false
		}
		less := maps.Clone(value)
		if len(p) == 1 {
			delete(less, p[0].(string))
			return less, true
		}
		child, ok := without(child, p[1:])
		less[p[0].(string)] = child
		return less, ok
	case list:
		i, isIndex := p[0].(int)
		if !isIndex || i >= len(value) {
			return nil, false
		}
		less := slices.Clone(value)
		if len(p) == 1 {
			return slices.Delete(less, i, i+1), true
		}
		child, ok := without(value[i], p[1:])
		less[i] = child
		return less, ok
	}
	return nil, false
}
