package cli

import (
	"fmt"
	"os"
	"slices"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/argocd"
	"github.com/graylane/graylane/pkg/quote"
	"github.com/graylane/graylane/pkg/source"
	"github.com/spf13/cobra"
)

// What a config management plugin of Argo CD is asked, beside its manifests.
const (
	argocdDiscover   = "discover"
	argocdParameters = "parameters"
)

func newArgocd(c *console) *cobra.Command {
	questions := []string{argocdDiscover, argocdParameters}
	return &cobra.Command{
		Use:   "argocd QUESTION [PATH]",
		Short: "Answer Argo CD, as its config management plugin: " + oneOf(questions),
		Long: `Answer Argo CD, as its config management plugin, about PATH, a directory (default: the working directory).

  discover     is it for graylane? Prints the files that hold its configuration; nothing, and on stderr why, if it is not.
               A kustomization, or a local base of it, has to name a GrayRelease; without a kustomization, a file in the
               directory itself has to hold one; or the Application's plugin.env sets a variable GRAYLANE_…
  parameters   which parameters are there? Prints their announcement, with the values of the configuration as defaults

Nothing is rendered for either. Manifests come from "graylane build . --argocd".`,
		Example: `  graylane argocd discover overlays/prod
  ARGOCD_APP_PARAMETERS='[{"name": "gaps", "string": "error"}]' graylane build overlays/prod --argocd`,
		ValidArgs: questions,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 || len(args) > 2 || !slices.Contains(questions, args[0]) {
				return usageError{fmt.Errorf("graylane argocd needs a QUESTION, %s, and at most one PATH", oneOf(questions))}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			answer, dir := discover, "."
			if args[0] == argocdParameters {
				answer = announce
			}
			if len(args) == 2 {
				dir = args[1]
			}
			found, err := source.Discover(dir)
			if err != nil {
				return err
			}
			return answer(c, found)
		},
	}
}

// discover prints what makes a directory one for graylane, or why it is none.
func discover(c *console, found source.Discovery) error {
	if variable, asks := argocd.Asks(os.Environ()); asks {
		_, err := fmt.Fprintln(c.Out, quote.LogLine("env "+variable))
		return err
	}
	if len(found.Configs) == 0 {
		c.note("not for graylane: " + found.Why)
		return nil
	}
	for _, config := range found.Configs {
		if _, err := fmt.Fprintln(c.Out, quote.LogLine(config.Place.File)); err != nil {
			return err
		}
	}
	return nil
}

// announce prints the parameters. A configuration that is wrong is reported when manifests are made of it; until then the
// defaults are those of none.
func announce(c *console, found source.Discovery) error {
	var texts [][]byte
	for _, config := range found.Configs {
		texts = append(texts, config.Text)
	}
	var text []byte
	if counting := api.Counting(texts); len(counting) > 0 {
		text = texts[counting[0]]
	}
	config, diagnostics := api.Load(text, nil)
	c.show(diagnostics)
	_, err := c.Out.Write(argocd.Announce(&config.Spec))
	return err
}

// hear takes what an Application of Argo CD says, where the command line asks for it and does not say otherwise itself.
func (in *input) hear(environ []string) ([]api.Assignment, error) {
	if !in.argocd {
		return nil, nil
	}
	said, err := argocd.Read(environ)
	if err != nil {
		return nil, err
	}
	if in.namespace == "" && namespaceForm().MatchString(said.Namespace) {
		in.namespace = said.Namespace
	}
	return said.Assignments, nil
}
