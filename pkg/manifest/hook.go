package manifest

import "strings"

// hookAnnotation lists the points in the life of a release at which Helm runs an object
// (https://helm.sh/docs/topics/charts_hooks/).
const hookAnnotation = "helm.sh/hook"

// isHelmTest tells whether an object is there for helm test alone: what it calls is no call of the application.
func isHelmTest(annotations map[string]string) bool {
	events := strings.Split(annotations[hookAnnotation], ",")
	for _, event := range events {
		switch strings.TrimSpace(event) {
		case "test", "test-success", "test-failure": // the latter two of Helm 2
		default:
			return false
		}
	}
	return true
}
