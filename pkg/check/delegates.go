package check

import (
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// delegates finds rules that delegate to a VirtualService that is not there, or is none to delegate to.
func delegates() Analyzer {
	return Analyzer{Name: "delegates", Codes: []diag.Code{diag.MissingDelegate}, Run: func(in Input, report func(diag.Diagnostic)) {
		for _, v := range in.virtualServices() {
			for _, r := range v.Rules {
				if r.Delegate == nil || len(v.Hosts) == 0 || in.delegate(r) != nil {
					continue
				}
				what := "is not in the input"
				if in.Model.VirtualService(*r.Delegate) != nil {
					what = "has hosts, which no delegate has"
				}
				name := diag.Ref{Kind: v.Kind, Namespace: r.Delegate.Namespace, Name: r.Delegate.Name}
				if model.SameNamespace(name.Namespace, v.Namespace) {
					name.Namespace = v.Namespace // as written
				}
				report(diag.New(diag.MissingDelegate, v.Ref, name.String(), what).In(r.Field + ".delegate").At(v.Place))
			}
		}
	}}
}

// delegate is the VirtualService to which r delegates; nil where it is none that Istio takes: a delegate has no hosts
// (https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate).
func (in Input) delegate(r model.Rule) *model.VirtualService {
	if r.Delegate == nil {
		return nil
	}
	v := in.Model.VirtualService(*r.Delegate)
	if v == nil || len(v.Hosts) > 0 {
		return nil
	}
	return v
}

// virtualServices are those of others that the input is about, and not its context alone.
func (in Input) virtualServices() []*model.VirtualService {
	var own []*model.VirtualService
	for _, v := range in.Model.VirtualServices() {
		if !v.Context {
			own = append(own, v)
		}
	}
	return own
}
