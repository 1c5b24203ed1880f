package lane

import (
	"cmp"
	"slices"
	"strings"
)

// version is a version label's value, read for its order.
type version struct {
	numbers []string // the dotted numbers, without leading zeros; nil when the value is no version
	pre     []string // the identifiers of a pre-release
}

// parseVersion reads a number, v<number>, or a release or pre-release of dotted numbers with or without
// a v: 3, v10, 1.2, v1.2.3, 2.0.0-rc.1. Build metadata (+x) has no order
// (https://semver.org/#spec-item-10).
func parseVersion(value string) version {
	value = strings.TrimLeft(value, "vV")
	value, _, _ = strings.Cut(value, "+")
	core, pre, hasPre := strings.Cut(value, "-")
	var v version
	for number := range strings.SplitSeq(core, ".") {
		if number == "" || strings.Trim(number, "0123456789") != "" {
			return version{}
		}
		v.numbers = append(v.numbers, strings.TrimLeft(number, "0"))
	}
	if hasPre {
		v.pre = strings.Split(pre, ".")
	}
	return v
}

// release tells whether v can be a baseline that nobody named: a version, and no pre-release.
func (v version) release() bool { return v.numbers != nil && v.pre == nil }

// CompareVersions orders version values, and the lanes that are named for them, as everything that is in version order.
func CompareVersions(a, b string) int { return compareVersions(a, b) }

// compareVersions orders version values: versions before other words; numbers by value, a missing one
// as 0; a pre-release before its release (https://semver.org/#spec-item-11); equal ones by text.
func compareVersions(a, b string) int {
	x, y := parseVersion(a), parseVersion(b)
	return cmp.Or(
		-compareBool(x.numbers != nil, y.numbers != nil),
		slices.CompareFunc(padded(x.numbers, len(y.numbers)), padded(y.numbers, len(x.numbers)), compareNumbers),
		-compareBool(x.pre != nil, y.pre != nil),
		slices.CompareFunc(x.pre, y.pre, compareIdentifiers),
		cmp.Compare(a, b),
	)
}

// compareNumbers orders decimal numbers of any length that have no leading zeros.
func compareNumbers(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

// compareIdentifiers orders identifiers of a pre-release: numbers by value, before words.
func compareIdentifiers(a, b string) int {
	aIsNumber, bIsNumber := strings.Trim(a, "0123456789") == "", strings.Trim(b, "0123456789") == ""
	if aIsNumber && bIsNumber {
		return compareNumbers(strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0"))
	}
	return cmp.Or(-compareBool(aIsNumber, bIsNumber), cmp.Compare(a, b))
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// padded is numbers, filled up with zeros to a length.
func padded(numbers []string, length int) []string {
	if length <= len(numbers) {
		return numbers
	}
	return slices.Concat(numbers, make([]string, length-len(numbers)))
}

// lowestRelease is the lowest of versions that is a release; empty when none is.
func lowestRelease(versions []string) string {
	lowest := ""
	for _, v := range versions {
		if parseVersion(v).release() && (lowest == "" || compareVersions(v, lowest) < 0) {
			lowest = v
		}
	}
	return lowest
}

// subsetName makes a version value a DNS label, as subset names must be: lower case, everything else a hyphen
// (istio pkg/config/validation, subset names; RFC 1123).
func subsetName(value string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		}
		return '-'
	}, value)
}
