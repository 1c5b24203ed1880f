package cases

import (
	"fmt"
	"maps"
	"testing"
)

// gray is the version of the copies: higher than any version of the real applications.
const gray = "v99"

// doubled is the objects of a case, with a copy in the version gray beside every Deployment that has one version. Pods
// without a version label are labelled v1.
func doubled(t testing.TB, c Case) []byte {
	t.Helper()
	objects := Ask(t, c).Input
	alike := map[string]int{} // how many Deployments differ in their version alone
	for _, o := range objects {
		alike[identity(o)]++
	}
	var all []map[string]any
	for _, o := range objects {
		all = append(all, o)
		if Text(o, "kind") == "Deployment" && alike[identity(o)] == 1 {
			all = append(all, twin(o))
		}
	}
	stream, err := Stream(all)
	if err != nil {
		t.Fatal(err)
	}
	return stream
}

// identity is what Deployments that are versions of one application share; empty for other objects.
func identity(o map[string]any) string {
	if Text(o, "kind") != "Deployment" {
		return ""
	}
	labels := Strings(o, "spec", "template", "metadata", "labels")
	delete(labels, "version")
	return fmt.Sprint(Text(o, "metadata", "namespace"), labels)
}

// twin is a copy of a Deployment with the version gray; the original gets the version v1 where it has none.
func twin(o map[string]any) map[string]any {
	labels := child(child(child(child(o, "spec"), "template"), "metadata"), "labels")
	if labels["version"] == nil {
		labels["version"] = "v1"
	}
	selector := child(child(At(o, "spec"), "selector"), "matchLabels")
	maps.Copy(selector, labels)
	copied := clone(o)
	At(copied, "metadata")["name"] = Text(o, "metadata", "name") + "-" + gray
	At(copied, "spec", "template", "metadata", "labels")["version"] = gray
	At(copied, "spec", "selector", "matchLabels")["version"] = gray
	return copied
}

// child is the mapping in a field, made where it is missing.
func child(o map[string]any, field string) map[string]any {
	if At(o, field) == nil {
		o[field] = map[string]any{}
	}
	return At(o, field)
}
