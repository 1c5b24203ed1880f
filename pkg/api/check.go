package api

import (
	"errors"
	"slices"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"github.com/graylane/graylane/pkg/diag"
)

// check validates a value that has the shape of a GrayRelease. It takes out of v what is
// the same as absent.
func check(v *value) []diag.Diagnostic {
	s := loaded()
	prune(v, s.root)
	var ds []diag.Diagnostic
	var invalid *jsonschema.ValidationError
	if err := s.validator.Validate(v.json()); errors.As(err, &invalid) {
		ds = explain(invalid, v)
	}
	return ds
}

// prune takes the fields out of v that are null, as Kubernetes does.
func prune(v *value, f *field) {
	for _, p := range f.Properties {
		switch member := v.fields[p.Name]; {
		case member == nil:
		case member.isNull():
			delete(v.fields, p.Name)
		default:
			prune(member, p)
		}
	}
	if f.Items != nil {
		for _, item := range v.items {
			prune(item, f.Items)
		}
	}
}

// explain turns a validation error into diagnostics, in the order of the fields' names.
func explain(invalid *jsonschema.ValidationError, root *value) []diag.Diagnostic {
	errs := leaves(invalid)
	slices.SortStableFunc(errs, func(a, b *jsonschema.ValidationError) int {
		return slices.Compare(a.InstanceLocation, b.InstanceLocation)
	})
	var ds []diag.Diagnostic
	for _, e := range errs[:min(len(errs), maxProblems+1)] {
		v, f := root.at(e.InstanceLocation), loaded().root.at(e.InstanceLocation)
		if v == nil || f == nil {
			ds = append(ds, wrong("", "The configuration is not as the schema asks: %s", e.Error()))
			continue
		}
		ds = append(ds, finding(e.ErrorKind, v, f)...)
	}
	return ds
}

// leaves are the errors that have no further cause.
func leaves(e *jsonschema.ValidationError) []*jsonschema.ValidationError {
	if len(e.Causes) == 0 {
		return []*jsonschema.ValidationError{e}
	}
	var all []*jsonschema.ValidationError
	for _, cause := range e.Causes {
		all = append(all, leaves(cause)...)
	}
	return all
}

// finding is what one validation error means for the value v of the field f.
func finding(k jsonschema.ErrorKind, v *value, f *field) []diag.Diagnostic {
	var ds []diag.Diagnostic
	switch k := k.(type) {
	case *kind.AdditionalProperties:
		slices.Sort(k.Properties)
		for _, name := range k.Properties[:min(len(k.Properties), maxProblems+1)] {
			ds = append(ds, surplus(name, v, f))
		}
	case *kind.Required:
		for _, name := range k.Missing {
			path := (&value{parent: v, name: fieldStep(name)}).path()
			ds = append(ds, wrong(path, "%s is missing; it takes %s", path, f.property(name).expects()))
		}
	default:
		ds = append(ds, mistyped(v, f))
	}
	return ds
}
