package cases

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Release is what tests have to know of the configuration of a case: of the spec of its GrayRelease.
type Release struct {
	VersionLabel string
	Baseline     string
	Match        string
	Header       struct {
		Name  string // in lower case; empty for none
		Trust bool
	}
	Lanes []struct {
		Name, Version string
		Versions      map[string]string // by [namespace/]service, else workload
	}
	Entries []Entry
}

// Entry is traffic that gateways send to a Service.
type Entry struct {
	Service  string // [namespace/]name
	Hosts    []string
	Gateways []string // [namespace/]name
	Port     int
	Weights  map[string]int
	Match    []struct {
		Headers map[string]Match
		Version string
	}
}

// Match is what a header has to be: one of its fields is set.
type Match struct{ Exact, Prefix, Regex string }

// Takes tells whether a value matches. An expression has to match all of it.
func (m Match) Takes(value string) bool {
	switch {
	case m.Prefix != "":
		return strings.HasPrefix(value, m.Prefix)
	case m.Regex != "":
		whole, err := regexp.MatchString("^(?:"+m.Regex+")$", value)
		return whole && err == nil
	}
	return value == m.Exact
}

// Release is the configuration of a case: in a file of its own, on stdin or among what graylane reads; else the defaults.
func (c Case) Release() (Release, error) {
	r := Release{VersionLabel: "version"}
	texts, err := c.configured()
	if err != nil {
		return r, err
	}
	for _, text := range texts {
		objects, err := Objects(text)
		if err != nil {
			return r, err
		}
		for _, o := range objects {
			if Text(o, "kind") == "GrayRelease" {
				return r, r.read(o)
			}
		}
	}
	return r, nil
}

func (r *Release) read(o map[string]any) error {
	spec, err := json.Marshal(o["spec"])
	if err == nil {
		err = json.Unmarshal(spec, r)
	}
	if err != nil {
		return fmt.Errorf("the GrayRelease: %w", err)
	}
	r.Header.Name = strings.ToLower(r.Header.Name)
	return nil
}

// configured are the texts that may hold the configuration.
func (c Case) configured() ([][]byte, error) {
	files := []string{c.Config}
	if c.Config == "" {
		files, _ = filepath.Glob(filepath.Join(c.Path, "*.yaml"))
	}
	texts := [][]byte{c.Input}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return slices.DeleteFunc(texts, func(text []byte) bool { return !bytes.Contains(text, []byte("kind: GrayRelease")) }), nil
}
