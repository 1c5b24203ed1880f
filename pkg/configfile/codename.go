package configfile

import "strings"

// name is the name of the string that begins here: name = "x", name: "x", "name": "x", "name" => "x", name("x"), and
// for get("name", "x") the first argument, since the second is what holds without it. called tells whether the string
// is the first argument of a call.
func (c *coder) name() (name string, called bool) {
	code := strings.TrimRight(c.text[c.start:c.at], space)
	switch {
	case c.literal != "" && c.separates(strings.TrimSpace(code)):
		return plain(c.literal), false
	case strings.HasSuffix(code, "("):
		return identifier(code[:len(code)-1]), true
	case strings.HasSuffix(code, "=>"), strings.HasSuffix(code, ":="):
		return identifier(code[:len(code)-2]), false
	case strings.HasSuffix(code, ":"):
		return identifier(code[:len(code)-1]), false
	case strings.HasSuffix(code, "="):
		return assigned(code[:len(code)-1]), false
	}
	if c.bare {
		return identifier(code), false
	}
	return "", false
}

// separates tells whether code between the last string and this one says that the last one is the name of this one.
func (c *coder) separates(code string) bool {
	switch code {
	case ":", "=>", "=", "]=", "] =":
		return true
	case ",":
		return c.called
	}
	return false
}

// plain is a text if it is one word, as names are; else empty.
func plain(text string) string {
	if len(text) > maxPath || strings.ContainsAny(text, space+"/:") {
		return ""
	}
	return text
}

// assigned is the name that something is assigned to: that before the type where there is one (host: string = "x").
func assigned(code string) string {
	name := identifier(code)
	before := strings.TrimRight(strings.TrimSuffix(strings.TrimRight(code, space), name), " \t")
	if typed, ok := strings.CutSuffix(before, ":"); ok {
		if variable := identifier(strings.TrimSuffix(typed, "?")); variable != "" {
			return variable
		}
	}
	return name
}

// identifier is the name that code ends with, with the objects that it is a field of (config.redis.host); empty for
// none.
func identifier(code string) string {
	code = strings.TrimRight(code, space)
	start := len(code)
	for start > 0 && len(code)-start < maxPath && isIdentifier(code[start-1]) {
		start--
	}
	return strings.Trim(code[start:], ".$@")
}

// isIdentifier tells whether a byte may stand in a name.
func isIdentifier(c byte) bool {
	return c == '_' || c == '.' || c == '$' || c == '@' ||
		c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
