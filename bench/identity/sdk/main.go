// The sdk program is a KRM function that changes nothing, on the function SDK (kpt-functions-sdk/go/fn): what the envelope
// alone costs a function that is written with it.
package main

import (
	"os"

	"github.com/GoogleContainerTools/kpt-functions-sdk/go/fn"
)

func main() {
	identity := fn.ResourceListProcessorFunc(func(*fn.ResourceList) (bool, error) { return true, nil })
	if err := fn.AsMain(identity); err != nil {
		os.Exit(1) // AsMain has printed it
	}
}
