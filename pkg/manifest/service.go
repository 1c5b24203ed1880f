package manifest

import (
	"fmt"
	"strconv"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// service reads a Service (https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/#ServiceSpec).
func (r *reader) service() *model.Service {
	spec := r.root.get("spec")
	s := &model.Service{
		Object:       r.object,
		Type:         spec.get("type").text(),
		Headless:     spec.get("clusterIP").text() == "None",
		ExternalName: spec.get("externalName").text(),
		Selector:     r.labels(spec.get("selector"), "spec.selector"),
	}
	if s.Type != "ExternalName" {
		s.ExternalName = ""
	}
	for i, p := range spec.get("ports").list() {
		if number, ok := r.port(p.get("port"), fmt.Sprintf("spec.ports[%d].port", i)); ok {
			s.Ports = append(s.Ports, model.Port{
				Name: p.get("name").text(), Number: number,
				AppProtocol: p.get("appProtocol").text(), Transport: p.get("protocol").text(),
				Target: p.get("targetPort").text(),
			})
		}
	}
	return s
}

// port reads the number of a Service's port, and reports a value that is none.
func (r *reader) port(n node, field string) (number int, ok bool) {
	if number, ok = n.port(); ok {
		return number, true
	}
	d := diag.New(diag.InputPort, r.object.Ref, strconv.Quote(n.text()), r.object.Ref.String())
	if isPlaceholder(n.text()) {
		d = diag.New(diag.InputPlaceholder, r.object.Ref, field, n.text())
	}
	r.report(d.In(field))
	return 0, false
}
