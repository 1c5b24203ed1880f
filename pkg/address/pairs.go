package address

import (
	"strings"

	"github.com/graylane/graylane/pkg/setting"
)

// Pairs takes a value apart that consists of name=value pairs, separated by semicolons, commas or white space: an ADO.NET
// connection string (Server=db;Database=shop), a libpq one (host=db port=5432), the properties behind a JDBC
// URL. What is no pair is left out; nil when there is no pair. Of several pairs, the server's has Host set.
func Pairs(text string) setting.Group {
	if !strings.Contains(text, "=") {
		return nil
	}
	var group setting.Group
	for part := range strings.FieldsFuncSeq(text, pairSeparator(text)) {
		name, value, found := strings.Cut(part, "=")
		name, value = strings.TrimSpace(name), strings.Trim(strings.TrimSpace(value), `"'`)
		if found && isName(name) && value != "" {
			group = append(group, setting.Setting{Name: name, Value: value})
		}
	}
	if len(group) > 1 {
		for i := range group {
			group[i].Host = serverKeys[strings.ToLower(strings.ReplaceAll(group[i].Name, " ", ""))]
		}
	}
	return group
}

// serverKeys are the keys of connection strings whose value is a server, without white space: those of ADO.NET, ODBC, JDBC's
// properties and libpq.
var serverKeys = map[string]bool{
	"server": true, "servername": true, "datasource": true, "host": true, "hostname": true, "hostaddr": true,
	"addr": true, "address": true, "networkaddress": true,
}

// pairSeparator is what separates pairs: the first of semicolon, comma and white space that the text has.
func pairSeparator(text string) func(rune) bool {
	for _, separator := range []rune{';', ','} {
		if strings.ContainsRune(text, separator) {
			return func(r rune) bool { return r == separator }
		}
	}
	return func(r rune) bool { return r <= ' ' }
}

// isName tells whether a text may be the name of a pair: words of letters and digits.
func isName(text string) bool {
	if text == "" || len(text) > 63 {
		return false
	}
	for _, r := range text {
		if !strings.ContainsRune(" _-.", r) && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return true
}
