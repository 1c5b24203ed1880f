package cli

import (
	"fmt"
	"slices"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/catalog"
	"github.com/graylane/graylane/pkg/detect"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/spf13/cobra"
)

func newSchema(c *console) *cobra.Command {
	kinds := []string{api.Kind, api.ObservedKind}
	return &cobra.Command{
		Use:       "schema [KIND]",
		Short:     "Print the JSON schema of a GrayRelease, the configuration, or of ObservedCalls",
		ValidArgs: kinds,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 || len(args) == 1 && !slices.Contains(kinds, args[0]) {
				return usageError{fmt.Errorf("graylane schema takes one KIND: %s", oneOf(kinds))}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			text := api.Schema()
			if len(args) == 1 && args[0] == api.ObservedKind {
				text = api.ObservedSchema()
			}
			_, err := c.Out.Write(text)
			return err
		},
	}
}

// topics are the pages of the documentation that list what the program itself knows, of its commands too.
var topics = []struct {
	name string
	page func(*cobra.Command) []byte
}{
	{"cli", markdownPage},
	{"config", func(*cobra.Command) []byte { return api.Doc() }},
	{"definition", func(*cobra.Command) []byte { return catalog.Definition() }},
	{"detectors", func(*cobra.Command) []byte { return detect.Doc() }},
	{"diagnostics", func(*cobra.Command) []byte { return diag.Doc() }},
	{"man", manPage},
	{"metadata", func(*cobra.Command) []byte { return catalog.Metadata() }},
	{"observedcalls", func(*cobra.Command) []byte { return api.ObservedDoc() }},
}

// describe prints what the function is, for kpt and catalogues.
func describe(cmd *cobra.Command, c *console) error {
	_, err := c.Out.Write(catalog.Doc(catalog.Help{Short: cmd.Short, Long: about, Examples: functionExamples}))
	return err
}

func newDocs(c *console) *cobra.Command {
	var names []string
	for _, t := range topics {
		names = append(names, t.name)
	}
	return &cobra.Command{
		Use:   "docs TOPIC",
		Short: "Print a page of the reference: " + oneOf(names),
		Long: `Print a page of the reference as Markdown, for man, or as YAML for catalogues of functions:

  cli             all commands and flags
  config          the fields of the configuration
  definition      the function, as a KRMFunctionDefinition with the OpenAPI schema of the configuration
  detectors       where calls are seen, and in which forms
  diagnostics     all diagnostics, with reasons and remedies
  man             the manual page, graylane(1)
  metadata        the function, as metadata.yaml of kpt's catalogue
  observedcalls   the fields of ObservedCalls`,
		Example:   `  graylane docs man >graylane.1   # man ./graylane.1 shows it`,
		ValidArgs: names,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || !slices.Contains(names, args[0]) {
				return usageError{fmt.Errorf("graylane docs needs a TOPIC: %s", oneOf(names))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			_, err := c.Out.Write(topics[slices.Index(names, args[0])].page(cmd))
			return err
		},
	}
}
