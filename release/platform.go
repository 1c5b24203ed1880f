package main

import "github.com/graylane/graylane/release/notice"

// platform is one that the program is released for.
type platform struct{ os, arch string }

// platforms are all of them.
var platforms = []platform{
	{"darwin", "amd64"}, {"darwin", "arm64"},
	{"linux", "amd64"}, {"linux", "arm64"},
	{"windows", "amd64"}, {"windows", "arm64"},
}

func (p platform) String() string { return p.os + "/" + p.arch }

// program is what the program is called there.
func (p platform) program() string {
	if p.os == "windows" {
		return "graylane.exe"
	}
	return "graylane"
}

// targets are the platforms as package notice has them.
func targets() []notice.Target {
	var all []notice.Target
	for _, p := range platforms {
		all = append(all, notice.Target{OS: p.os, Arch: p.arch})
	}
	return all
}
