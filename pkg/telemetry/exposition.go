package telemetry

import (
	"errors"
	"strconv"
	"strings"
)

// exposition reads what Prometheus scrapes (https://prometheus.io/docs/instrumenting/exposition_formats/): a line for each sample. Its counts
// are those since the process that is scraped has started.
func exposition(text []byte, keep func(Record)) (Report, error) {
	c := &collector{keep: keep}
	samples := 0
	for line := range strings.Lines(string(text)) {
		c.line++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		metric, of, rest, ok := sample(line)
		words := strings.Fields(rest)
		if !ok || len(words) == 0 {
			c.pass(unread)
			continue
		}
		value, err := strconv.ParseFloat(words[0], 64)
		if err != nil {
			c.pass(unread)
			continue
		}
		samples++
		c.metric(of, metric, value)
	}
	if samples == 0 {
		return c.report, errors.New("it has no metrics: neither an answer of Prometheus nor lines of name{label=\"value\"} number")
	}
	return c.report, nil
}

// sample takes a line apart: the metric's name, its labels, and what stands behind them.
func sample(line string) (metric string, of map[string]string, rest string, ok bool) {
	end := strings.IndexAny(line, "{ \t")
	if end <= 0 || !isMetric(line[:end]) {
		return "", nil, "", false
	}
	metric, rest = line[:end], line[end:]
	if rest[0] != '{' {
		return metric, nil, rest, true
	}
	of, rest = map[string]string{}, rest[1:]
	for {
		rest = strings.TrimLeft(rest, " \t,")
		if after, closed := strings.CutPrefix(rest, "}"); closed {
			return metric, of, after, true
		}
		key, after, found := strings.Cut(rest, "=")
		if !found || !strings.HasPrefix(strings.TrimLeft(after, " \t"), `"`) {
			return "", nil, "", false
		}
		value, after, closed := quoted(strings.TrimLeft(after, " \t")[1:])
		if !closed {
			return "", nil, "", false
		}
		of[strings.TrimSpace(key)], rest = value, after
	}
}

func isMetric(text string) bool {
	for i := range len(text) {
		if c := text[i]; !isLower(c) && !isUpper(c) && !isDigit(c) && c != '_' && c != ':' {
			return false
		}
	}
	return text != ""
}

// quoted is a text up to its closing quotation mark, and what follows that.
func quoted(text string) (value, rest string, closed bool) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			return b.String(), text[i+1:], true
		case c == '\\' && i+1 < len(text):
			i++
			if text[i] == 'n' {
				b.WriteByte('\n')
			} else {
				b.WriteByte(text[i])
			}
		default:
			b.WriteByte(c)
		}
	}
	return "", "", false
}
