// Command cmd runs the fuzz targets of the module in the working directory:
//
//	fuzz [-executions N] [-workers N] [-only REGEXP] [-list]
//
// It prints a line for each target, with the executions that go test reports, and their sum, and ends with exit code 1 at the
// first finding. Its input is then in testdata/fuzz of the package, where go test runs it from then on.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"runtime"
	"time"

	"github.com/graylane/graylane/internal/fuzzing"
)

func main() {
	executions := flag.Int64("executions", 10_000_000, "how many executions in all")
	workers := flag.Int("workers", runtime.NumCPU(), "how many processes execute a target at once")
	only := flag.String("only", "", "run the targets alone that match, as \"./pkg/quote FuzzText\"")
	list := flag.Bool("list", false, "list the targets, and their parts of the executions")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	targets, err := matching(*only)
	if err == nil {
		parts := fuzzing.Divide(*executions, targets)
		if *list {
			err = listAll(targets, parts)
		} else {
			err = runAll(ctx, fuzzing.Runner{Root: ".", Workers: *workers, Log: os.Stderr}, targets, parts)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// matching are the targets that match a regular expression.
func matching(only string) ([]fuzzing.Target, error) {
	filter, err := regexp.Compile(only)
	if err != nil {
		return nil, err
	}
	all, err := fuzzing.Targets(".")
	if err != nil {
		return nil, err
	}
	var targets []fuzzing.Target
	for _, t := range all {
		if filter.MatchString(t.String()) {
			targets = append(targets, t)
		}
	}
	if len(targets) == 0 {
		return nil, errors.New("there is no fuzz target")
	}
	return targets, nil
}

func listAll(targets []fuzzing.Target, parts []int64) error {
	for i, t := range targets {
		fmt.Printf("%-60s %10d\n", t, parts[i])
	}
	return nil
}

// runAll runs targets one after the other, each for its part, up to the first finding.
func runAll(ctx context.Context, r fuzzing.Runner, targets []fuzzing.Target, parts []int64) error {
	start := time.Now()
	var sum int64
	fmt.Printf("%-50s %11s %9s %6s  %s\n", "TARGET", "EXECUTIONS", "A SECOND", "NEW", "RESULT")
	for i, t := range targets {
		result, err := r.Run(ctx, t, parts[i])
		if err != nil {
			return err
		}
		sum += result.Executions
		fmt.Printf("%-50s %11d %9.0f %6d  %s\n", t, result.Executions, rate(result), result.Interesting, word(result))
		if result.Found {
			return fmt.Errorf("%s has failed, after %d executions over all; where the input is no seed, it is in %s/testdata/fuzz/%s", t, sum, t.Package, t.Name)
		}
	}
	fmt.Printf("%d executions of %d targets in %s: no finding\n", sum, len(targets), time.Since(start).Round(time.Second))
	return nil
}

func rate(r fuzzing.Result) float64 {
	return float64(r.Executions) / max(1, r.Elapsed.Seconds())
}

func word(r fuzzing.Result) string {
	if r.Found {
		return "FAILED"
	}
	return "ok"
}
