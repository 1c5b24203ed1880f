package traffic

import (
	"fmt"
	"os"
	"testing"

	istiolog "istio.io/istio/pkg/log"
)

// TestMain keeps istiod from logging every push: only its errors are of interest here. The default scope has none, but
// complains of the custom resource definitions that come with istiod's own fake cluster.
func TestMain(m *testing.M) {
	options := istiolog.DefaultOptions()
	options.SetDefaultOutputLevel(istiolog.OverrideScopeName, istiolog.ErrorLevel)
	if err := istiolog.Configure(options); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	istiolog.FindScope(istiolog.DefaultScopeName).SetOutputLevel(istiolog.NoneLevel)
	os.Exit(m.Run())
}
