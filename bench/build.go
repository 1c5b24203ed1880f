package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/graylane/graylane/bench/resourcelist"
)

// compareBuild runs graylane build and kustomize build, which runs graylane as a function, in turns on kustomizations of several
// sizes, and prints what they took.
func compareBuild(graylane, kustomize, sizes string, runs int) error {
	fmt.Printf("graylane build and kustomize build with the function: medians of %d runs each, in turns; %s\n\n", runs, load())
	fmt.Println("             graylane : kustomize        graylane       kustomize")
	fmt.Println("  resources      time    memory         s     MB         s     MB")
	for size := range strings.SplitSeq(sizes, ",") {
		apps, err := strconv.Atoi(size)
		if err != nil {
			return err
		}
		ours, theirs, err := measureBuild(graylane, kustomize, apps, runs)
		if err != nil {
			return err
		}
		fmt.Printf("%11d%10.2f%10.2f%10.2f%7.0f%10.2f%7.0f\n", 3*apps,
			ours.wall.Seconds()/theirs.wall.Seconds(), float64(ours.peak)/float64(theirs.peak),
			ours.wall.Seconds(), mega(ours.peak), theirs.wall.Seconds(), mega(theirs.peak))
	}
	fmt.Println()
	return nil
}

// measureBuild gives the medians for a kustomization of so many apps.
func measureBuild(graylane, kustomize string, apps, runs int) (ours, theirs usage, err error) {
	dir, err := os.MkdirTemp("", "graylane-bench")
	if err != nil {
		return usage{}, usage{}, err
	}
	defer os.RemoveAll(dir)
	// kustomize runs programs in the kustomization alone.
	if err := os.Symlink(graylane, filepath.Join(dir, "graylane")); err != nil {
		return usage{}, usage{}, err
	}
	if err := resourcelist.WriteKustomization(dir, apps, "./graylane"); err != nil {
		return usage{}, usage{}, err
	}
	fmt.Fprintf(os.Stderr, "%d apps, %d builds of each …\n", apps, runs)
	var a, b []usage
	for range runs {
		one, err := runOnce("", graylane, "build", dir)
		if err != nil {
			return usage{}, usage{}, err
		}
		other, err := runOnce("", kustomize, "build", "--enable-alpha-plugins", "--enable-exec", dir)
		if err != nil {
			return usage{}, usage{}, err
		}
		a, b = append(a, one), append(b, other)
	}
	return median(a), median(b), nil
}

// load is what else the machine does, where it tells.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "the load is unknown"
	}
	return "load " + strings.Join(strings.Fields(string(text))[:3], " ")
}
