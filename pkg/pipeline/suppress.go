package pipeline

import (
	"slices"
	"strconv"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// suppressor knows which findings the annotations graylane.dev/suppress keep from being reported: those about the object
// that is annotated, and those of the whole run where it is the configuration. Errors are always reported.
type suppressor struct {
	objects []*annotated // in the order of the objects
	of      map[diag.Ref]*annotated
	run     *annotated // of the configuration; nil where it has none
}

// suppress takes what is suppressed out of the findings of a result and of its input, and adds what is wrong with the annotations
// that say so. That can be suppressed as well.
func (r *Result) suppress(found []diag.Diagnostic, config *api.GrayRelease) {
	s := suppressions(r.Model, config)
	reported, suppressed := s.apply(diag.Sort(found, r.Diagnostics))
	complaints, more := s.apply(s.complaints(func(c diag.Code) bool { return !isComplaint(c) }))
	r.Diagnostics = diag.Sort(reported, complaints, s.complaints(isComplaint))
	r.Suppressed = slices.Concat(suppressed, more)
}

// Split parts findings that are made beside the pipeline: those that are reported, and those that annotations keep from that.
func (r *Result) Split(found []diag.Diagnostic, config *api.GrayRelease) ([]diag.Diagnostic, []diag.Suppressed) {
	return suppressions(r.Model, config).apply(found)
}

// Told are Diagnostics without those that only check tells of: that a call was not seen is worth a look now and then, and would be
// read past in every rendering.
func (r *Result) Told() []diag.Diagnostic {
	isIdle := func(d diag.Diagnostic) bool { return d.Code == diag.CallIdle }
	if !slices.ContainsFunc(r.Diagnostics, isIdle) {
		return r.Diagnostics
	}
	return slices.DeleteFunc(slices.Clone(r.Diagnostics), isIdle)
}

// annotated is an object with its suppressions.
type annotated struct {
	*model.Object
	lines []*suppression
}

// suppression is a line of an annotation, and what became of it.
type suppression struct {
	model.Suppression
	used    bool // it matches a finding
	refused bool // it matches an error
}

// suppressions are those of the objects of a model and of a configuration. Those of a workload hold for its copies.
func suppressions(m *model.Model, config *api.GrayRelease) *suppressor {
	s := &suppressor{of: map[diag.Ref]*annotated{}}
	copies := map[diag.Ref]diag.Ref{}
	for _, w := range m.Workloads() {
		if w.CopyOf != nil {
			copies[w.Ref] = w.CopyOf.Ref
		}
	}
	for _, o := range m.Suppressing() {
		if _, copied := copies[o.Ref]; !copied && !api.IsGrayRelease(o.Ref) {
			s.of[o.Ref] = annotatedObject(o)
			s.objects = append(s.objects, s.of[o.Ref])
		}
	}
	for copied, of := range copies {
		s.of[copied] = s.of[of]
	}
	if _, has := config.Annotations[model.SuppressAnnotation]; has {
		s.run = annotatedObject(&model.Object{Ref: config.Ref, Place: config.Place, Annotations: config.Annotations})
		s.objects = append(s.objects, s.run)
	}
	return s
}

func annotatedObject(o *model.Object) *annotated {
	a := &annotated{Object: o}
	for _, line := range model.Suppressions(o.Annotations[model.SuppressAnnotation]) {
		a.lines = append(a.lines, &suppression{Suppression: line})
	}
	return a
}

// apply takes the findings apart into those to report and those that are suppressed, each in their order.
func (s *suppressor) apply(found []diag.Diagnostic) (reported []diag.Diagnostic, suppressed []diag.Suppressed) {
	for _, d := range found {
		reason := s.of[d.Object].reason(d)
		if of := s.run.reason(d); reason == "" {
			reason = of
		}
		if reason == "" {
			reported = append(reported, d)
			continue
		}
		suppressed = append(suppressed, diag.Suppressed{Diagnostic: d, Reason: reason})
	}
	return reported, suppressed
}

// reason is why a suppresses a finding; empty where it does not.
func (a *annotated) reason(d diag.Diagnostic) string {
	if a == nil {
		return ""
	}
	reason := ""
	for _, line := range a.lines {
		if line.Code != d.Code || line.Reason == "" {
			continue
		}
		line.used = true
		if d.Severity == diag.Error {
			line.refused = true
			continue
		}
		if reason == "" {
			reason = line.Reason
		}
	}
	return reason
}

// complaints are what is wrong with the annotations of the application's own objects, once they were applied: with the lines
// about complaints, or with the others.
func (s *suppressor) complaints(about func(diag.Code) bool) []diag.Diagnostic {
	var ds []diag.Diagnostic
	for _, a := range s.objects {
		for _, line := range a.lines {
			if !a.Context && about(line.Code) {
				ds = append(ds, s.complaint(a, line)...)
			}
		}
	}
	return ds
}

// complaint is what is wrong with a line of a, at most one finding.
func (s *suppressor) complaint(a *annotated, line *suppression) []diag.Diagnostic {
	about := func(code diag.Code, args ...any) []diag.Diagnostic {
		field := "metadata.annotations[" + strconv.Quote(model.SuppressAnnotation) + "]"
		return []diag.Diagnostic{diag.New(code, a.Ref, args...).In(field).At(a.Place)}
	}
	_, known := diag.Find(line.Code)
	switch {
	case line.Code == "":
		return about(diag.SuppressionUnclear, strconv.Quote(line.Line))
	case !known:
		return about(diag.SuppressionUnknown, strconv.Quote(string(line.Code)))
	case line.Reason == "":
		return about(diag.SuppressionNoReason, string(line.Code))
	case line.refused:
		return about(diag.SuppressionOfError, string(line.Code))
	case line.used:
		return nil
	case a == s.run:
		return about(diag.SuppressionUnused, string(line.Code), "there is no such finding")
	}
	return about(diag.SuppressionUnused, string(line.Code), "there is no such finding about this object")
}

// isComplaint tells whether a code is one of complaints.
func isComplaint(code diag.Code) bool {
	return slices.Contains([]diag.Code{
		diag.SuppressionUnclear, diag.SuppressionUnknown, diag.SuppressionNoReason, diag.SuppressionOfError, diag.SuppressionUnused,
	}, code)
}
