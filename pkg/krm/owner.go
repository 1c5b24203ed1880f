package krm

import "github.com/graylane/graylane/pkg/model"

// bookkeeping are the annotations that are the host's own, whoever wrote the item.
func bookkeeping(annotations map[string]string) map[string]string {
	out := map[string]string{}
	for key, value := range annotations {
		if model.Bookkeeping(key) {
			out[key] = value
		}
	}
	return out
}
