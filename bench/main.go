// The bench program compares graylane, as a KRM function, with the identity function on kyaml's framework, and graylane build
// with kustomize build and the function: whole processes on the same inputs, in turns, so that whatever else the machine
// does meets both; and the stages of a run with each other. It measures and asserts nothing.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/graylane/graylane/bench/resourcelist"
)

func main() {
	graylane := flag.String("graylane", "../bin/graylane", "the graylane `binary`")
	identity := flag.String("identity", "../bin/identity", "the identity function's `binary`")
	kustomize := flag.String("kustomize", "../bin/kustomize", "the kustomize `binary`")
	sizes := flag.String("apps", "300,1000,3000,6000", "sizes, in `apps` of three resources each")
	built := flag.String("build", "100,400,1000", "sizes of kustomizations, in `apps` of three resources each")
	runs := flag.Int("runs", 5, "runs of each program on each size")
	write := flag.Int("write", 0, "write the input of so many `apps` to stdout, and do no more")
	flag.Parse()

	err := errors.Join(absolute(graylane), absolute(kustomize))
	switch {
	case err != nil:
	case *write > 0:
		err = writeInput(os.Stdout, *write)
	default:
		if err = compareBuild(*graylane, *kustomize, *built, buildRuns); err == nil {
			err = compare(*graylane, *identity, *sizes, *runs)
		}
		if err == nil {
			err = stages(stagedApps, *runs)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// buildRuns is how often each program renders a kustomization: kustomize takes its time for large ones.
const buildRuns = 3

// stagedApps is the size on which the stages are measured one by one.
const stagedApps = 3000

func writeInput(f *os.File, apps int) error {
	w := bufio.NewWriter(f)
	if err := resourcelist.Write(w, apps); err != nil {
		return err
	}
	return w.Flush()
}

// row is the outcome for one size.
type row struct {
	apps               int
	bytes              int64
	graylane, identity usage // medians
}

// absolute makes a path absolute.
func absolute(path *string) (err error) {
	*path, err = filepath.Abs(*path)
	return err
}

func compare(graylane, identity, sizes string, runs int) error {
	dir, err := os.MkdirTemp("", "graylane-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)

	var rows []row
	for size := range strings.SplitSeq(sizes, ",") {
		apps, err := strconv.Atoi(size)
		if err != nil {
			return err
		}
		r, err := measure(filepath.Join(dir, size+".yaml"), apps, runs, graylane, identity)
		if err != nil {
			return err
		}
		rows = append(rows, r)
	}
	print(rows, runs)
	return nil
}

// measure runs both programs in turns on an input of so many apps.
func measure(input string, apps, runs int, graylane, identity string) (row, error) {
	f, err := os.Create(input)
	if err != nil {
		return row{}, err
	}
	defer f.Close()
	if err := writeInput(f, apps); err != nil {
		return row{}, err
	}
	info, err := f.Stat()
	if err != nil {
		return row{}, err
	}
	var ours, theirs []usage
	fmt.Fprintf(os.Stderr, "%d apps, %d runs of each …\n", apps, runs)
	for range runs {
		a, err := runOnce(input, graylane)
		if err != nil {
			return row{}, err
		}
		b, err := runOnce(input, identity)
		if err != nil {
			return row{}, err
		}
		ours, theirs = append(ours, a), append(theirs, b)
	}
	return row{apps, info.Size(), median(ours), median(theirs)}, nil
}

// median gives the medians of time and memory, each for itself.
func median(all []usage) usage {
	var times []time.Duration
	var peaks []int64
	for _, u := range all {
		times, peaks = append(times, u.wall), append(peaks, u.peak)
	}
	slices.Sort(times)
	slices.Sort(peaks)
	return usage{times[len(times)/2], peaks[len(peaks)/2]}
}
