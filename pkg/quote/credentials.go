package quote

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	// userinfo is the password before the host of a URL (RFC 3986, 3.2.1).
	userinfo = regexp.MustCompile(`(://[^\s/:@]*:)([^\s/@]+)(@)`)
	// telling is the value of a key that says that it is a credential: in a query, a data source name or a flag.
	telling = regexp.MustCompile(`(?i)((?:password|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|signature|\bsig)["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s;&,'"]+)()`)
	// reference is a reference to a variable alone.
	reference = regexp.MustCompile(`^(\$\(\w+\)|\$\{\w+\})$`)
)

// Credentials is a value of the input with *** in the place of passwords and tokens: of a URL's userinfo, and of keys that are named
// like one. A reference to a variable, $(NAME) or ${NAME}, is none and stays. What is shown of calls goes into pages and comments
// that more people read than the manifests. It is no guarantee: a credential that nothing marks as one stays.
func Credentials(value string) string {
	if strings.IndexByte(value, '@') >= 0 {
		value = hide(userinfo, value)
	}
	if mayTell(value) {
		value = hide(telling, value)
	}
	return value
}

// mayTell tells whether telling may find anything in a value. It is quick, and most values have nothing.
func mayTell(value string) bool {
	for i := range len(value) {
		if value[i] >= utf8.RuneSelf {
			return true // a letter that is not ASCII may pass for one that is
		}
	}
	lower := strings.ToLower(value)
	for _, word := range []string{"passw", "pwd", "passphrase", "secret", "token", "key", "sig"} {
		if strings.Contains(lower, word) {
			return true
		}
	}
	return false
}

// hide puts *** in the place of what the second group of a pattern finds.
func hide(pattern *regexp.Regexp, value string) string {
	return pattern.ReplaceAllStringFunc(value, func(found string) string {
		groups := pattern.FindStringSubmatch(found)
		if reference.MatchString(groups[2]) {
			return found
		}
		return groups[1] + "***" + groups[3]
	})
}
