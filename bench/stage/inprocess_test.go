package stage

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/GoogleContainerTools/kpt-functions-sdk/go/fn"
	"sigs.k8s.io/kustomize/kyaml/fn/framework"
	"sigs.k8s.io/kustomize/kyaml/kio"

	"github.com/graylane/graylane/bench/plan"
	"github.com/graylane/graylane/pkg/krm"
)

// BenchmarkInProcess measures what the function allocates, beside identity functions, which change nothing. For times, whole
// processes are the better measure: this one has been running for a while.
func BenchmarkInProcess(b *testing.B) {
	for _, size := range plan.Function {
		b.Run(fmt.Sprintf("apps=%d", size.Apps), func(b *testing.B) {
			collect(b)
			text := appsOf(b, size.Apps)
			for _, program := range programs {
				b.Run("program="+program.name, func(b *testing.B) {
					b.ReportAllocs()
					b.SetBytes(int64(len(text)))
					for b.Loop() {
						if err := program.run(text); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		})
	}
}

// programs are named as the programs of the comparison of whole processes.
var programs = []struct {
	name string
	run  func([]byte) error
}{
	{plan.Graylane.Name, func(in []byte) error {
		_, err := krm.Run(in, io.Discard)
		return err
	}},
	{plan.Framework.Name, func(in []byte) error {
		identity := framework.ResourceListProcessorFunc(func(*framework.ResourceList) error { return nil })
		return framework.Execute(identity, &kio.ByteReadWriter{Reader: bytes.NewReader(in), Writer: io.Discard})
	}},
	{plan.SDK.Name, func(in []byte) error {
		_, err := fn.Run(fn.ResourceListProcessorFunc(func(*fn.ResourceList) (bool, error) { return true, nil }), in)
		return err
	}},
}
