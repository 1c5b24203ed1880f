package schemas

import (
	"bytes"
	"fmt"
	"os"
	"sync"
	"testing"

	"istio.io/istio/pkg/config/analysis/analyzers"
	"istio.io/istio/pkg/config/analysis/diag"
	"istio.io/istio/pkg/config/analysis/local"
	"istio.io/istio/pkg/log"
	"sigs.k8s.io/yaml"
)

// TestMain lets Istio log errors alone: the analyzers log one where they leave an object out.
func TestMain(m *testing.M) {
	for _, scope := range log.Scopes() {
		scope.SetOutputLevel(log.ErrorLevel)
	}
	os.Exit(m.Run())
}

// analyze gives the messages above Info, by their text, that Istio's analyzers have for pieces, and the names of the
// pieces that cannot be read: Kubernetes, which reads the same types, would reject them.
func analyze(t *testing.T, pieces []piece) (messages map[string]diag.Message, unread map[string]bool) {
	t.Helper()
	analyzer := newAnalyzer(t)
	unread = map[string]bool{}
	for i, p := range pieces {
		if !add(t, analyzer, fmt.Sprint("object ", i), p.object) || !add(t, analyzer, fmt.Sprint("pod ", i), p.pod) {
			unread[name(p.object)] = true
		}
	}
	stop := make(chan struct{})
	defer close(stop)
	result, err := analyzer.Analyze(stop)
	if err != nil {
		t.Fatal(err)
	}
	messages = map[string]diag.Message{}
	for _, m := range result.Messages {
		if m.Type.Level().IsWorseThanOrEqualTo(diag.Warning) {
			messages[m.String()] = m
		}
	}
	return messages, unread
}

// making guards the making of an analyzer, which counts them without a lock.
var making sync.Mutex

// newAnalyzer is all analyzers, in every namespace: with a namespace of its own an analyzer keeps silent about the others.
func newAnalyzer(t *testing.T) *local.IstiodAnalyzer {
	t.Helper()
	making.Lock()
	defer making.Unlock()
	analyzer := local.NewSourceAnalyzer(analyzers.AllCombined(), "", "istio-system", nil)
	if err := analyzer.AddTestReaderKubeSource(nil); err != nil {
		t.Fatal(err)
	}
	return analyzer
}

// add reads an object into an analyzer. Each has a source of its own, so that messages about the same object have the
// same text whatever stands beside it.
func add(t *testing.T, analyzer *local.IstiodAnalyzer, source string, o map[string]any) bool {
	t.Helper()
	if o == nil {
		return true
	}
	text, err := yaml.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	err = analyzer.AddTestReaderKubeSource([]local.ReaderSource{{Name: source, Reader: bytes.NewReader(text)}})
	return err == nil
}
