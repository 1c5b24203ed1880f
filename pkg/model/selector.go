package model

import "slices"

// Requirement is an expression of a label selector
// (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#set-based-requirement).
type Requirement struct {
	Key      string
	Operator string // In, NotIn, Exists or DoesNotExist
	Values   []string
}

// Admits tells whether r allows a label set. An operator that Kubernetes does not know allows none.
func (r Requirement) Admits(labels Labels) bool {
	value, has := labels[r.Key]
	switch r.Operator {
	case "In":
		return has && slices.Contains(r.Values, value)
	case "NotIn":
		return !has || !slices.Contains(r.Values, value)
	case "Exists":
		return has
	case "DoesNotExist":
		return !has
	}
	return false
}

// Claims tells whether the selector of w matches pods with certain labels, so that they pass for its own where nothing else
// tells them apart.
func (w *Workload) Claims(labels Labels) bool {
	if len(w.MatchLabels)+len(w.Expressions) == 0 || len(w.MatchLabels) > 0 && !w.MatchLabels.Selects(labels) {
		return false
	}
	return !slices.ContainsFunc(w.Expressions, func(r Requirement) bool { return !r.Admits(labels) })
}

// Origin is the workload of the input that w is, or copies.
func (w *Workload) Origin() *Workload {
	if w.CopyOf != nil {
		return w.CopyOf
	}
	return w
}
