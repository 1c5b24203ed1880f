package callgraph

import (
	"slices"
	"strings"
	"unicode"
)

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(text) {
		set[word] = true
	}
	return set
}

// glued are words that names have at their end without a separator, as in PGHOST, with the words that end so by chance.
var glued = []string{"hostname", "host", "address", "addr", "servers", "server", "endpoint", "brokers", "broker", "url", "uri", "port", "dsn"}

var notGlued = wordSet(`ghost curl localhost observer support import export report transport passport viewport airport webserver
	httpserver apiserver transporturl`)

// words are the words of a name, in lower case: REDIS_HOST, redisHost and redis.host are all [redis host]. Numbers
// at the end of a word count for nothing.
func words(name string) []string {
	var out []string
	for _, part := range split(name) {
		word := strings.TrimRight(strings.ToLower(part), "0123456789")
		if word == "" {
			continue
		}
		for _, end := range glued {
			if stem, found := strings.CutSuffix(word, end); found && stem != "" && !notGlued[word] {
				out = append(out, stem)
				word = end
				break
			}
		}
		out = append(out, word)
	}
	return out
}

// split takes a name apart at whatever is neither letter nor digit, and where a capital begins a word.
func split(name string) []string {
	var parts []string
	start := 0
	runes := []rune(name)
	cut := func(end int) {
		if end > start {
			parts = append(parts, string(runes[start:end]))
		}
	}
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			cut(i)
			start = i + 1
		case i > start && unicode.IsUpper(r) && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]) && unicode.IsUpper(runes[i-1])):
			cut(i)
			start = i
		}
	}
	cut(len(runes))
	return parts
}

func hasWord(in []string, set map[string]bool) bool {
	return slices.ContainsFunc(in, func(word string) bool { return set[word] })
}

// lastKey is the last part of a dotted path.
func lastKey(name string) string {
	return name[strings.LastIndexByte(name, '.')+1:]
}
