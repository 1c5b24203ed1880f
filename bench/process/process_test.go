package process

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// TestMain lets the test's own binary be the child.
func TestMain(m *testing.M) {
	if is, err := Child(os.Args[1:]); is {
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func TestMeasure(t *testing.T) {
	// This process has much in memory when it starts the other one, which must not count.
	large := make([]byte, 200<<20)
	for i := range large {
		large[i] = byte(i)
	}
	used, err := Measure(Command{Program: "sleep", Args: []string{"0.2"}})
	if err != nil {
		t.Fatal(err)
	}
	if used.Wall < 200*time.Millisecond || used.CPU >= used.Wall {
		t.Errorf("sleeping for 0.2 s took %v, of which %v of a processor", used.Wall, used.CPU)
	}
	if used.Peak <= 0 || used.Peak > 50<<20 {
		t.Errorf("sleep takes %d bytes at its peak, which is what others had, %d", used.Peak, len(large))
	}
	if large[1] != 1 {
		t.Error("unreachable: it keeps the memory in use")
	}
}

func TestMeasureInput(t *testing.T) {
	if _, err := Measure(Command{Program: "grep", Args: []string{"-q", "func TestMeasureInput"}, Input: "process_test.go"}); err != nil {
		t.Error(err)
	}
}

func TestMeasureFailure(t *testing.T) {
	_, err := Measure(Command{Program: "sh", Args: []string{"-c", "echo why >&2; exit 3"}})
	if err == nil || !strings.Contains(err.Error(), "why") {
		t.Errorf("a program that fails gives %v, without what it says", err)
	}
}
