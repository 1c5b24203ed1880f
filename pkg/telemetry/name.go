package telemetry

import (
	"strings"
	"time"
)

// known is a text without the words that stand for nothing.
func known(text string) string {
	switch text {
	case "unknown", "-", "<unknown>", "n/a":
		return ""
	}
	return text
}

// name is the name of an object (a DNS subdomain, RFC 1123); empty where a text cannot be one.
func name(text string) string {
	text = known(text)
	if len(text) > 253 {
		return ""
	}
	for part := range strings.SplitSeq(text, ".") {
		if !isLabel(part) {
			return ""
		}
	}
	return text
}

// namespace is the name of a namespace (a DNS label, RFC 1123); empty where a text cannot be one.
func namespace(text string) string {
	text = known(text)
	if len(text) > 63 || !isLabel(text) {
		return ""
	}
	return text
}

// isLabel tells whether a text is of lower case, digits and inner hyphens.
func isLabel(text string) bool {
	for i := range len(text) {
		inner := i > 0 && i < len(text)-1
		if c := text[i]; !isLower(c) && !isDigit(c) && (c != '-' || !inner) {
			return false
		}
	}
	return text != ""
}

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// version is the value of a label; empty where a text cannot be one, or says that there is none.
func version(text string) string {
	text = known(text)
	if len(text) > 63 {
		return ""
	}
	for i := range len(text) {
		inner := i > 0 && i < len(text)-1
		if c := text[i]; !isLower(c) && !isUpper(c) && !isDigit(c) && (!inner || !strings.ContainsRune("-_.", rune(c))) {
			return ""
		}
	}
	return text
}

// labels are those with a value.
func labels(all map[string]string) map[string]string {
	var kept map[string]string
	for key, value := range all {
		if value = version(value); value != "" {
			if kept == nil {
				kept = map[string]string{}
			}
			kept[key] = value
		}
	}
	return kept
}

// application is the label by which an application is named, where it has one
// (https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/).
func application(of map[string]string) map[string]string {
	for _, key := range []string{"app", "app.kubernetes.io/name", "k8s-app"} {
		if value := version(of[key]); value != "" {
			return map[string]string{key: value}
		}
	}
	return nil
}

// qualified is the name that tracing has for a service, and its namespace where the name tells it: namespace/name as OpenTelemetry joins
// service.namespace and service.name (https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/), or
// name.namespace as Istio calls its own (tracingServiceName, https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/).
func qualified(text string) (of, in string) {
	if before, after, found := strings.Cut(text, "/"); found {
		return after, before
	}
	if before, after, found := strings.Cut(text, "."); found && !strings.Contains(after, ".") {
		return before, after
	}
	return text, ""
}

// Moment is a time as ObservedCalls have it.
func Moment(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// moment is a time that a document gives (RFC 3339); empty where it is none, or in a year that has no four digits.
func moment(text string) string {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil || t.UTC().Year() < 0 || t.UTC().Year() > 9999 {
		return ""
	}
	return Moment(t)
}
