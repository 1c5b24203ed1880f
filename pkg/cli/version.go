package cli

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set when a release is linked.
var version = ""

// release is what a program says of where it comes from.
type release struct {
	Version   string `json:"version"`
	GoVersion string `json:"goVersion"`
	Platform  string `json:"platform"`
}

func newVersion(c *console) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Example: `  graylane version -o json`,
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			r := release{buildVersion(), runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH}
			if format == "json" {
				return json.NewEncoder(c.Out).Encode(r)
			}
			_, err := fmt.Fprintf(c.Out, "graylane %s %s %s\n", r.Version, r.GoVersion, r.Platform)
			return err
		},
	}
	addFormat(cmd, &format, []string{"text", "json"})
	return cmd
}

// buildVersion is the linked version, else the module's as Go recorded it.
func buildVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "devel"
}
