package cli

import (
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/locate"
	"github.com/graylane/graylane/pkg/pipeline"
	"github.com/graylane/graylane/pkg/report"
	"github.com/spf13/cobra"
)

// never is the value of --fail-on with which no finding fails.
const never = "never"

func newCheck(c *console) *cobra.Command {
	in := input{functionArgs: []string{"--quiet"}} // what it says of a base is said of the whole
	failOn := string(diag.Error)
	var generated bool
	cmd := &cobra.Command{
		Use:   "check PATH...",
		Short: "Report what is wrong, for people, programs and code reviews",
		Long: `Report what is wrong, for people, programs and code reviews.

All findings of a run are reported on stdout, with the file and the line of the field, also where kustomize renders
it from another file; nothing is generated. "graylane docs diagnostics" explains every code.

  text     for people: what is to be done about findings of one kind is told once
  json     for programs: the findings (code, severity, title, object, file, line, field, message, remedy, and suppressed
           with its reason), and how many there are
  sarif    SARIF 2.1.0, for code scanning and editors
  github   annotations of the files of a change, in a job of GitHub Actions; it shows ten of each severity in a step

Files are named from the working directory: for code scanning and annotations that is the root of the repository.

A finding that is meant can be suppressed: the annotation graylane.dev/suppress on its object has a code, a colon and a
reason in each line. On the GrayRelease it holds for the whole run. Errors cannot be suppressed.

With --generated, PATH is what will be applied: the generated resources have to be in it already, and up to date. So it
finds a host that skipped the function, and a committed file that was not written anew. Name the configuration with
--config where it is not in PATH.

The exit code is 1 if a finding is at least as serious as --fail-on, and 0 else.`,
		Example: `  graylane check overlays/prod
  graylane build overlays/prod | graylane check --generated - --config overlays/prod/graylane.yaml
  helm template shop ./chart | graylane check - -o json | jq .summary
  graylane check . -o sarif >graylane.sarif`,
		Args: in.args,
		RunE: func(_ *cobra.Command, args []string) error {
			c.outlet.spare()
			app, err := in.open(args, c)
			if err != nil {
				return err
			}
			var also []finder
			if generated {
				also = append(also, outdated)
			}
			r, err := app.report(args[0], also...)
			if err != nil {
				return err
			}
			if err := write(c, report.Formats(), in.format, r, nil); err != nil {
				return err
			}
			if left := r.Left(in.format); left != "" {
				c.note("graylane: " + left)
			}
			if failOn != never && r.Reaches(diag.Severity(failOn)) {
				return errDiagnosed
			}
			return nil
		},
	}
	in.addFlags(cmd)
	in.addFormat(cmd, names(report.Formats()))
	levels := []string{string(diag.Error), string(diag.Warning), string(diag.Info), never}
	cmd.Flags().BoolVar(&generated, "generated", false, "report generated resources that are missing in PATH or not up to date, as errors")
	cmd.Flags().Var(&choice{&failOn, levels}, "fail-on", "exit with 1 if a finding is at least as serious as `SEVERITY`: "+oneOf(levels))
	complete(cmd, "fail-on", levels)
	return cmd
}

// report is what a run finds, and where that stands. It is all that build would say. The path stands for the input where
// nothing else does.
func (a *application) report(path string, also ...finder) (report.Report, error) {
	r := report.Report{Found: a.misconfigured, Input: a.entrance(path), Version: buildVersion(), Paint: a.paint}
	if len(a.misconfigured) == 0 {
		config := a.config
		config.Spec.CheckOnly = false // nothing is written, and finders ask for what would be
		result, err := pipeline.Run(a.facts, &config, a.copy, a.diagnostics...)
		if err != nil {
			return r, err
		}
		g := a.graph(result)
		r.Found, r.Suppressed = g.Concerns(result.Diagnostics), a.kept(result)
		for _, find := range also {
			found, err := find(a, result)
			if err != nil {
				return r, err
			}
			r.Found = diag.Sort(r.Found, found)
		}
	}
	where := a.locator()
	r.Found = slices.Clone(r.Found)
	for i, d := range r.Found {
		r.Found[i].Place = where.Place(d)
	}
	for i, s := range r.Suppressed {
		r.Suppressed[i].Place = where.Place(s.Diagnostic)
	}
	return r, nil
}

// kept are the findings of a result that are suppressed and concern the namespace.
func (a *application) kept(r pipeline.Result) []diag.Suppressed {
	var all []diag.Diagnostic
	for _, s := range r.Suppressed {
		all = append(all, s.Diagnostic)
	}
	g := a.graph(r)
	concerns := g.Concerns(all)
	return slices.DeleteFunc(slices.Clone(r.Suppressed), func(s diag.Suppressed) bool {
		return !slices.Contains(concerns, s.Diagnostic)
	})
}

// entrance is the file that a reader of the input begins with: that of the configuration, else the first that was read.
func (a *application) entrance(path string) string {
	switch {
	case a.config.Place.File != "":
		return a.config.Place.File
	case len(a.own.Documents) > 0:
		return a.own.Documents[0].Place.File
	case len(a.own.Diagnostics) > 0:
		return a.own.Diagnostics[0].Place.File
	}
	return path
}

// locator knows where the objects that were read stand, and the configuration.
func (a *application) locator() *locate.Locator {
	var l locate.Locator
	for _, r := range []reading{a.around, a.own} {
		for i, item := range r.items {
			l.Add(r.Documents[i], item.Ref, item.Place)
		}
	}
	if len(a.configuration.Text) > 0 {
		l.Add(a.configuration, a.config.Ref, a.config.Place)
	}
	return &l
}
