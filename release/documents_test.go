package main

import (
	"bytes"
	"debug/buildinfo"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/spdx/tools-golang/json"
	spdx "github.com/spdx/tools-golang/spdx/v2/v2_3"
	"github.com/spdx/tools-golang/spdxlib"
)

// testDocuments holds the bills of materials against SPDX's own schema and library, and against the programs.
func testDocuments(t *testing.T, dist string) {
	schema, err := jsonschema.NewCompiler().Compile("testdata/spdx-2.3/spdx-schema.json")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dist, "*.spdx.json"))
	if err != nil || len(files) < len(platforms)+1 {
		t.Fatalf("%d documents (%v)", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		document := load(t, file)
		if err := spdxlib.ValidateDocument(document); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		for _, p := range document.Packages {
			if strings.HasPrefix(p.PackageName, "github.com/") && p.PackageLicenseDeclared == "NOASSERTION" {
				t.Errorf("%s: the licence of %s is not known", file, p.PackageName)
			}
		}
	}
	for _, p := range platforms {
		program := unpack(t, dist, p)[p.program()].data
		testComplete(t, load(t, filepath.Join(dist, archiveOf(p)+".spdx.json")), program)
		if p.os == "linux" {
			testComplete(t, load(t, filepath.Join(dist, "graylane_"+testVersion+"_image.spdx.json")), program)
		}
	}
}

func load(t *testing.T, file string) *spdx.Document {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var document spdx.Document
	if err := json.ReadInto(f, &document); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return &document
}

// testComplete finds all that a program is made of in its document, with the same versions.
func testComplete(t *testing.T, document *spdx.Document, program []byte) {
	t.Helper()
	listed := map[string]string{}
	for _, p := range document.Packages {
		listed[p.PackageName] = p.PackageVersion
	}
	info, err := buildinfo.Read(bytes.NewReader(program))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"github.com/graylane/graylane": testVersion, "stdlib": strings.TrimPrefix(info.GoVersion, "go"), "Graphviz": "16.1.0",
	}
	for _, m := range info.Deps {
		want[m.Path] = m.Version
	}
	if len(want) < 30 {
		t.Errorf("%s: so few modules: %q", document.DocumentName, want)
	}
	for name, version := range want {
		if listed[name] != version {
			t.Errorf("%s: %s is listed in version %q, and is %s", document.DocumentName, name, listed[name], version)
		}
	}
}
