package cli

import (
	"bytes"
	"fmt"

	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/pipeline"
	"github.com/graylane/graylane/pkg/source"
	"github.com/spf13/cobra"
)

func newBuild(c *console) *cobra.Command {
	var in input
	cmd := &cobra.Command{
		Use:   "build PATH...",
		Short: "Render PATH and print all resources, the generated ones last",
		Long: `Render PATH and print all resources, the generated ones last.

Resources are printed as they stand, comments included, those of a kustomization as kustomize prints
them. What an earlier run generated is replaced. The configuration is not printed, nor is what is
for tools alone (config.kubernetes.io/local-config). If a diagnostic is an error, nothing is.

As "build -" it is a post-renderer for Helm: a stream without objects, and one of hooks alone, passes.`,
		Example: `  graylane build overlays/prod | kubectl apply -f -
  helm template shop ./chart | graylane build - --set baseline=v1
  helm upgrade --install shop ./chart --post-renderer graylane --post-renderer-args build --post-renderer-args -`,
		Args: in.args,
		RunE: func(_ *cobra.Command, args []string) error {
			app, err := in.read(args, c)
			if err != nil {
				return err
			}
			if len(args) == 1 && args[0] == source.Stdin && app.passes() {
				return app.pass(c)
			}
			return app.print(c, app.documents)
		},
	}
	in.addFlags(cmd)
	return cmd
}

func newGenerate(c *console) *cobra.Command {
	var in input
	cmd := &cobra.Command{
		Use:   "generate PATH...",
		Short: "Print only the generated resources",
		Long: `Print only the generated resources: DestinationRules, VirtualServices, and copies of Deployments
where spec.gaps asks for them. If a diagnostic is an error, nothing is printed.`,
		Example: `  graylane generate overlays/prod -n shop | kubectl apply -n shop -f -
  kubectl get deploy,sts,ds,cronjob,svc,cm,vs,dr -o yaml | graylane generate -`,
		Args: in.args,
		RunE: func(_ *cobra.Command, args []string) error {
			app, err := in.read(args, c)
			if err != nil {
				return err
			}
			return app.print(c, nil)
		},
	}
	in.addFlags(cmd)
	return cmd
}

// copy copies the document of a workload.
func (a *application) copy(of *model.Workload, change manifest.Change) (manifest.Copy, error) {
	return manifest.CloneText(a.texts[of], change)
}

// print writes documents and the generated resources behind them, or nothing at all where a diagnostic is an error.
func (a *application) print(c *console, documents [][]byte) error {
	result, err := pipeline.Run(a.facts, &a.config, a.copy, a.diagnostics...)
	if err != nil {
		return err
	}
	if err := c.tell(result.Told()); err != nil {
		return err
	}
	for _, r := range result.Resources {
		text, err := r.YAML(nil)
		if err != nil {
			return err
		}
		documents = append(documents, text)
	}
	return writeDocuments(c, documents)
}

// writeDocuments writes documents as one stream.
func writeDocuments(c *console, documents [][]byte) error {
	var out bytes.Buffer
	for i, text := range documents {
		if i > 0 {
			out.WriteString("---\n")
		}
		out.Write(text)
		if !bytes.HasSuffix(text, []byte("\n")) {
			out.WriteByte('\n')
		}
	}
	if _, err := out.WriteTo(c.Out); err != nil {
		return fmt.Errorf("writing the resources: %w", err)
	}
	return nil
}
