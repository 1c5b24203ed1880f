package command

import (
	"strconv"
	"strings"
)

// isOption tells whether a word is an option: it begins with a hyphen, and is more than that and no number.
func isOption(text string) bool {
	if len(text) < 2 || text[0] != '-' || text == "--" {
		return false
	}
	_, err := strconv.ParseFloat(text, 64)
	return err != nil
}

// isPortNumber tells whether a word is a port, 1 to 65535.
func isPortNumber(text string) bool {
	number, err := strconv.ParseUint(text, 10, 16)
	return err == nil && number > 0 && text[0] != '+'
}

// assignment takes NAME=value apart, where the name may be a variable's.
func assignment(text string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(text, "=")
	return name, value, ok && isVariable(name)
}

// isVariable tells whether a name can be that of a variable
// (https://pubs.opengroup.org/onlinepubs/9699919799/basedefs/V1_chap03.html#tag_03_235).
func isVariable(name string) bool {
	return name != "" && !isDigit(name[0]) && !strings.ContainsFunc(name, func(r rune) bool { return !isWordRune(r) })
}

// pair takes an argument name=value apart. A list of such in one word, as in a connection string of PostgreSQL, is
// no pair.
func pair(text string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(text, "=")
	if !ok || !isKey(name) || strings.HasPrefix(value, "=") {
		return "", "", false
	}
	for _, field := range strings.Fields(value) {
		if key, _, ok := strings.Cut(field, "="); ok && isKey(key) && strings.ContainsAny(value, " \t\n") {
			return "", "", false
		}
	}
	return name, value, true
}

// isKey tells whether a name can be that of a pair: a.b-c[0].
func isKey(name string) bool {
	return name != "" && isWordRune(rune(name[0])) && !strings.ContainsFunc(name, func(r rune) bool {
		return !isWordRune(r) && !strings.ContainsRune(".-[]", r)
	})
}

func isWordRune(r rune) bool {
	return r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// device takes Bash's /dev/tcp/HOST/PORT apart
// (https://www.gnu.org/software/bash/manual/html_node/Redirections.html).
func device(text string) (host, port string, ok bool) {
	address, ok := strings.CutPrefix(text, "/dev/tcp/")
	if !ok {
		address, ok = strings.CutPrefix(text, "/dev/udp/")
	}
	slash := strings.LastIndexByte(address, '/')
	if !ok || slash <= 0 || slash == len(address)-1 {
		return "", "", false
	}
	return address[:slash], address[slash+1:], true
}

// placeholderName is the name of the placeholder that a word is.
func placeholderName(text string) (name string, ok bool) {
	inside, ok := strings.CutPrefix(text, "${")
	if !ok || !strings.HasSuffix(inside, "}") {
		return "", false
	}
	end := strings.IndexFunc(inside, func(r rune) bool { return !isWordRune(r) })
	name = inside[:end]
	return name, name != "" && (end == len(inside)-1 || strings.HasPrefix(inside[end:], ":-"))
}

// canBeHost tells whether an argument can be a host, an address or a URL: it is no path, number or option.
func canBeHost(text string) bool {
	if text == "" || strings.ContainsAny(text[:1], "/-+~@") || strings.ContainsAny(text, " \t\n") {
		return false
	}
	_, err := strconv.ParseFloat(text, 64)
	return err != nil && !strings.HasPrefix(text, "./") && !strings.HasPrefix(text, "../") && text != "."
}

// canHavePort tells whether a number after a word can be its port: the word may be a host, and nothing else.
func canHavePort(text string) bool {
	if strings.HasPrefix(text, "${") {
		return strings.HasSuffix(text, "}") || looksLikeHost(text)
	}
	_, err := strconv.ParseFloat(text, 64)
	return err != nil && looksLikeHost(text)
}

// looksLikeHost tells whether a word has only what hosts have; a variable may stand for any of it.
func looksLikeHost(text string) bool {
	for i, r := range text {
		if !isWordRune(r) && !strings.ContainsRune(".-${}:?", r) || i == 0 && r == '-' {
			return false
		}
	}
	return text != "" && (!strings.Contains(text, ":") || strings.HasPrefix(text, "${"))
}

// isCapitals tells whether a word is in capitals: GET, AAAA.
func isCapitals(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool { return r < 'A' || r > 'Z' })
}
