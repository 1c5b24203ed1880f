package configfile

import (
	"encoding/json"
	"path"
	"strings"
)

// IsScript tells whether a file is a shell script, by its extension or by the program that its first line names.
func IsScript(name, text string) bool {
	switch extension(name) {
	case ".sh", ".bash":
		return true
	}
	switch interpreter(text) {
	case "sh", "bash", "dash", "ash", "ksh", "zsh":
		return true
	}
	return false
}

// interpreter is the program that the first line of a text names, #!/bin/sh or #!/usr/bin/env sh, without its directory
// and the version behind it; empty for none.
func interpreter(text string) string {
	line, ok := strings.CutPrefix(strings.TrimPrefix(text[:min(len(text), 512)], bom), "#!")
	if !ok {
		return ""
	}
	line = line[:lineLength(line)]
	for _, word := range strings.Fields(line) {
		if program := path.Base(word); program != "env" && program != "busybox" && program[0] != '-' {
			return strings.TrimRight(program, "0123456789.")
		}
	}
	return ""
}

// Structured tells whether a value is worth reading as a file: one that is JSON, an object or an array, or has several
// lines.
func Structured(text string) bool {
	text = strings.TrimSpace(text)
	if text == "" {
		return false
	}
	switch last := text[len(text)-1]; {
	case strings.ContainsAny(text, "\n\r"):
		return true
	case text[0] == '{' && last == '}', text[0] == '[' && last == ']':
		return json.Valid([]byte(text))
	}
	return false
}
