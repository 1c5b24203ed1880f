package check

import (
	"slices"
	"strconv"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// weights finds rules whose weights are no percentages.
func weights() Analyzer {
	return Analyzer{Name: "weights", Codes: []diag.Code{diag.WeightsNot100}, Run: func(in Input, report func(diag.Diagnostic)) {
		for _, v := range in.virtualServices() {
			for _, r := range v.Rules {
				sum, known := totalWeight(r)
				if len(r.Destinations) < 2 || !known || sum == 100 {
					continue
				}
				effect := "takes them as proportions"
				if sum == 0 {
					effect = "rejects such a rule"
				}
				report(diag.New(diag.WeightsNot100, v.Ref, strconv.Itoa(sum), effect).In(r.Field + ".route").At(v.Place))
			}
		}
	}}
}

// totalWeight is the sum of the weights of r; known is false where one is no number.
func totalWeight(r model.Rule) (sum int, known bool) {
	for _, d := range r.Destinations {
		sum += d.Weight
	}
	return sum, !slices.ContainsFunc(r.Destinations, func(d model.Destination) bool { return d.Weight < 0 })
}
