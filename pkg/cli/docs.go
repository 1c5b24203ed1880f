package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/detect"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/spf13/cobra"
)

func newSchema(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON schema of the configuration, a GrayRelease",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := c.Out.Write(api.Schema())
			return err
		},
	}
}

// topics are the pages of the documentation that list what the program itself knows.
var topics = []struct {
	name string
	page func() []byte
}{
	{"config", api.Doc},
	{"detectors", detect.Doc},
	{"diagnostics", diag.Doc},
}

func newDocs(c *console) *cobra.Command {
	var names []string
	for _, t := range topics {
		names = append(names, t.name)
	}
	return &cobra.Command{
		Use:       "docs TOPIC",
		Short:     "Print a page of the reference as Markdown: " + strings.Join(names, ", "),
		ValidArgs: names,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || !slices.Contains(names, args[0]) {
				return usageError{fmt.Errorf("graylane docs needs a TOPIC: %s", oneOf(names))}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			_, err := c.Out.Write(topics[slices.Index(names, args[0])].page())
			return err
		},
	}
}
