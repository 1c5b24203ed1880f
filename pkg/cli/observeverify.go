package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/graylane/graylane/pkg/check"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/report"
)

// compare observes, and reports what left its lane.
func (o *observation) compare(paths []string, c *console) error {
	c.outlet.spare()
	app, err := o.manifests.read(paths, c)
	if err != nil {
		return err
	}
	o.versionLabel = app.config.Spec.VersionLabel
	calls, err := o.calls(c)
	if err != nil {
		return err
	}
	if o.update != "" {
		if err := o.updateFile(c, calls); err != nil {
			return err
		}
	}
	c.do("comparing")
	result := app.analyze()
	verdict := result.Trace.Leaks([]*model.Observed{{Calls: calls}})
	r := report.Report{Input: app.entrance(paths[0]), Version: buildVersion(), Paint: app.paint}
	r.Found, r.Suppressed = result.Split(diag.Sort(check.Leaks(verdict.Leaks)), &app.config)
	where := app.locator()
	for i, d := range r.Found {
		r.Found[i].Place = where.Place(d)
	}
	if err := write(c, report.Formats(), o.format, r, errorsAmong(result.Diagnostics)); err != nil {
		return err
	}
	c.note("graylane: " + judged(verdict))
	switch {
	case len(r.Found) > 0:
		return errDiagnosed
	case verdict.Judged == 0 && !o.unjudged:
		return errors.New("nothing could be compared, so that nothing is known: see the reasons above; --allow-unjudged makes that a success")
	}
	return nil
}

// errorsAmong are the diagnostics that are errors: they are why parts of a plan may be missing.
func errorsAmong(ds []diag.Diagnostic) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, d := range ds {
		if d.Severity == diag.Error {
			found = append(found, d)
		}
	}
	return found
}

// judged is what a comparison comes to, as a sentence.
func judged(v lane.Verdict) string {
	text := fmt.Sprintf("%d calls were compared, of which %d left their lane", v.Judged, len(v.Leaks))
	var parts []string
	for _, u := range v.Unjudged {
		parts = append(parts, fmt.Sprintf("%d where %s", u.Count, u.Why))
	}
	if len(parts) > 0 {
		text += "; not compared: " + strings.Join(parts, ", ")
	}
	return text
}
