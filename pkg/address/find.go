package address

import "strings"

// Find is the addresses in a text, in its order. The text is a value, or a list of values with whatever separates
// them. What stands behind the host in a URL names nothing, and neither does a placeholder, $(X) or ${X} or {{X}}.
func Find(text string) []Address {
	if a, ok := withComma(text); ok {
		return []Address{a}
	}
	text = mask(text)
	var found []Address
	for {
		start := strings.IndexFunc(text, isInside)
		if start < 0 {
			return found
		}
		text = text[start:]
		addresses, read := next(text)
		found = append(found, addresses...)
		text = text[read:]
	}
}

// next reads the first value of a text, and tells how many bytes it took.
func next(text string) (found []Address, read int) {
	length := lengthUntil(text, isSeparator)
	token := text[:length]
	if slashes := strings.Index(token, "//"); slashes > 0 && strings.IndexByte(":@", token[slashes-1]) >= 0 {
		return urls(text, slashes)
	}
	if dials(token) && strings.HasPrefix(text[length:], "(") {
		addresses, read := dialed(text[length:])
		return addresses, length + read
	}
	if a, ok := plain(token); ok {
		found = append(found, a)
	}
	return found, length
}

// lengthUntil is how much of a text stands before the first rune that ends it.
func lengthUntil(text string, ends func(rune) bool) int {
	if end := strings.IndexFunc(text, ends); end >= 0 {
		return end
	}
	return len(text)
}

// masked stands for each byte of a placeholder. It separates nothing and is in no host.
const masked = '\x7f'

// placeholders are how templates and the kubelet write a value that is put in later: what opens one, and what closes it.
var placeholders = [][2]string{{"$(", ")"}, {"${", "}"}, {"{{", "}}"}}

// mask is text with its placeholders masked.
func mask(text string) string {
	if !strings.Contains(text, "$") && !strings.Contains(text, "{{") {
		return text
	}
	out := []byte(text)
	for _, p := range placeholders {
		for from := 0; ; {
			open := strings.Index(text[from:], p[0])
			if open < 0 {
				break
			}
			length := strings.Index(text[from+open:], p[1])
			if length < 0 {
				break
			}
			end := from + open + length + len(p[1])
			for i := from + open; i < end; i++ {
				out[i] = masked
			}
			from = end
		}
	}
	return string(out)
}

// isSeparator tells whether a rune separates the values of a list.
func isSeparator(r rune) bool {
	return r <= ' ' || strings.ContainsRune(",;|\"'`()[]{}<>\\", r)
}

func isInside(r rune) bool { return !isSeparator(r) }

// plain reads a value that is no URL. Of name=value it reads the value, if that is more than a word: what a
// word means depends on the name (see [Pairs]).
func plain(token string) (Address, bool) {
	value := token
	if equals := strings.LastIndexByte(token, '='); equals >= 0 {
		value = token[equals+1:]
	}
	value = strings.TrimPrefix(value, "dns:") // as in gRPC's dns:host:port
	value = strings.TrimRight(value, ":")
	a, ok := parse(value)
	switch {
	case !ok, len(value) < len(token) && a.Form == Word:
		return Address{}, false
	case a.Form != HostPort && strings.Contains(value, "@"): // of a mail, or of a login
		return Address{}, false
	}
	return a, true
}

// withComma reads host,port, which ADO.NET and ODBC use for SQL Server, also with its network protocol and its
// instance (https://learn.microsoft.com/dotnet/api/system.data.sqlclient.sqlconnection.connectionstring, Data Source).
func withComma(text string) (Address, bool) {
	text = strings.TrimPrefix(text, "tcp:")
	host, port, found := strings.Cut(text, ",")
	if !found || strings.ContainsAny(host, ": \t\n/") {
		return Address{}, false
	}
	host, _, _ = strings.Cut(host, `\`)
	number, ok := PortNumber(strings.TrimSpace(port))
	host = strings.ToLower(host)
	return Address{Form: HostPort, Host: host, Port: number}, ok && validHost(host)
}

// dials tells whether a token ends in the network that a data source name of Go's database drivers names before the
// address in parentheses, as in user:password@tcp(host:port)/database
// (https://github.com/go-sql-driver/mysql#dsn-data-source-name).
func dials(token string) bool {
	network := token[strings.LastIndexByte(token, '@')+1:]
	return network == "tcp" || network == "tcp4" || network == "tcp6" || network == "" && token != ""
}

// maxDialed is how long an address in parentheses may be: a host, a port, and the parentheses.
const maxDialed = 253 + len(":65535") + len("()")

// dialed reads the address in parentheses, and how many bytes it took.
func dialed(text string) ([]Address, int) {
	end := strings.IndexByte(text[:min(len(text), maxDialed)], ')')
	if end < 0 {
		return nil, 1
	}
	a, ok := parse(text[1:end])
	if !ok {
		return nil, 1
	}
	a.Form, a.Scheme = URL, "mysql"
	return []Address{a}, end + 1
}
