// The cost program measures what graylane's routing costs the control plane: for a large application, the routes and bytes
// that istiod sends a sidecar, and the time it takes to compute them, without any routing, with what graylane generates, with
// istio.exportTo: auto, and with rules as they are written by hand. It measures and asserts nothing.
package main

import (
	"flag"
	"fmt"
	"os"

	"istio.io/istio/pkg/test"
)

func main() {
	graylane := flag.String("graylane", "../bin/graylane", "the graylane `binary`")
	services := flag.Int("services", 300, "how many Services, ten in a namespace")
	versions := flag.Int("versions", 3, "how many versions of each")
	flag.Parse()
	failed := test.Wrap(func(life test.Failer) {
		if err := measure(life, *graylane, application(*services, *versions)); err != nil {
			life.Fatal(err)
		}
	})
	if failed != nil {
		fmt.Fprintln(os.Stderr, "cost:", failed)
		os.Exit(1)
	}
}
