package manifest

import "github.com/graylane/graylane/pkg/model"

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
	for _, p := range spec.get("ports").list() {
		number, ok := p.get("port").number()
		if !ok || number < 1 || number > 65535 {
			continue
		}
		s.Ports = append(s.Ports, model.Port{
			Name: p.get("name").text(), Number: number,
			AppProtocol: p.get("appProtocol").text(), Transport: p.get("protocol").text(),
		})
	}
	return s
}

func (r *reader) configMap() *model.ConfigMap {
	return &model.ConfigMap{Object: r.object, Data: r.root.get("data").labels()}
}
