package api

import "github.com/graylane/graylane/pkg/diag"

// check validates a value that has the shape of the object that root describes. It takes out of v what is
// the same as absent.
func check(v *value, root *field) []diag.Diagnostic {
	prune(v, root)
	return violations(v, root)
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
