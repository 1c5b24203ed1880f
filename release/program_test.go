package main

import (
	"bytes"
	"debug/buildinfo"
	"debug/elf"
	"debug/macho"
	"debug/pe"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// testPrograms looks at the programs of all platforms, and runs the one for this machine.
func testPrograms(t *testing.T, dist string) {
	for _, p := range platforms {
		program := unpack(t, dist, p)[p.program()].data
		info, err := buildinfo.Read(bytes.NewReader(program))
		if err != nil {
			t.Fatalf("%s: %v", p, err)
		}
		settings := map[string]string{}
		for _, s := range info.Settings {
			settings[s.Key] = s.Value
		}
		for key, want := range map[string]string{"GOOS": p.os, "GOARCH": p.arch, "CGO_ENABLED": "0", "-trimpath": "true"} {
			if settings[key] != want {
				t.Errorf("%s: built with %s=%s, want %s", p, key, settings[key], want)
			}
		}
		if !bytes.Contains(program, []byte(testVersion)) {
			t.Errorf("%s: the program does not hold its version", p)
		}
		formats[p.os](t, p, program)
	}
	here := platform{runtime.GOOS, runtime.GOARCH}
	file := filepath.Join(t.TempDir(), here.program())
	if err := os.WriteFile(file, unpack(t, dist, here)[here.program()].data, 0o755); err != nil {
		t.Fatal(err)
	}
	said := runIn(t, ".", nil, file, "version")
	if want := "graylane " + testVersion + " " + runtime.Version() + " " + here.String() + "\n"; said != want {
		t.Errorf("it says %q, want %q", said, want)
	}
	if said := runIn(t, ".", nil, file, "version", "-o", "json"); !strings.Contains(said, `"version":"`+testVersion+`"`) {
		t.Errorf("as JSON it says %s", said)
	}
}

// formats check the format of a program by its operating system: the processor, and what it needs at run time.
var formats = map[string]func(*testing.T, platform, []byte){"linux": checkELF, "darwin": checkMachO, "windows": checkPE}

func checkELF(t *testing.T, p platform, program []byte) {
	f, err := elf.NewFile(bytes.NewReader(program))
	if err != nil {
		t.Fatalf("%s: %v", p, err)
	}
	if want := map[string]elf.Machine{"amd64": elf.EM_X86_64, "arm64": elf.EM_AARCH64}[p.arch]; f.Machine != want {
		t.Errorf("%s: it is for %s", p, f.Machine)
	}
	for _, s := range f.Progs {
		if s.Type == elf.PT_INTERP || s.Type == elf.PT_DYNAMIC {
			t.Errorf("%s: it is not static: %s", p, s.Type)
		}
	}
}

func checkMachO(t *testing.T, p platform, program []byte) {
	f, err := macho.NewFile(bytes.NewReader(program))
	if err != nil {
		t.Fatalf("%s: %v", p, err)
	}
	if want := map[string]macho.Cpu{"amd64": macho.CpuAmd64, "arm64": macho.CpuArm64}[p.arch]; f.Cpu != want {
		t.Errorf("%s: it is for %s", p, f.Cpu)
	}
	libraries, err := f.ImportedLibraries()
	if err != nil {
		t.Fatalf("%s: %v", p, err)
	}
	for _, l := range libraries { // of the system, without which no program runs there
		if !strings.HasPrefix(l, "/usr/lib/") && !strings.HasPrefix(l, "/System/Library/Frameworks/") {
			t.Errorf("%s: it needs %s", p, l)
		}
	}
	// macOS on ARM starts no program that is not signed; Go's linker signs for the purpose (LC_CODE_SIGNATURE).
	const codeSignature = 0x1d
	signed := false
	for _, l := range f.Loads {
		signed = signed || f.ByteOrder.Uint32(l.Raw()) == codeSignature
	}
	if p.arch == "arm64" && !signed {
		t.Errorf("%s: it has no signature, not even the linker's", p)
	}
}

func checkPE(t *testing.T, p platform, program []byte) {
	f, err := pe.NewFile(bytes.NewReader(program))
	if err != nil {
		t.Fatalf("%s: %v", p, err)
	}
	if want := map[string]uint16{"amd64": pe.IMAGE_FILE_MACHINE_AMD64, "arm64": pe.IMAGE_FILE_MACHINE_ARM64}[p.arch]; f.Machine != want {
		t.Errorf("%s: it is for %#x", p, f.Machine)
	}
	libraries, err := f.ImportedSymbols()
	if err != nil {
		t.Fatalf("%s: %v", p, err)
	}
	for _, l := range libraries {
		if _, dll, _ := strings.Cut(l, ":"); !strings.EqualFold(dll, "kernel32.dll") {
			t.Errorf("%s: it needs %s", p, l)
		}
	}
}
