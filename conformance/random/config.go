package random

// config is a GrayRelease, or none.
func (d *draw) config(parts []*part) []object {
	if !d.chance(75) {
		return nil
	}
	spec := object{}
	if d.chance(30) {
		spec["match"] = "lane"
	}
	if d.chance(40) {
		spec["uncalled"] = "baseline"
	}
	if d.chance(15) {
		spec["baseline"] = pick(d, "v1", "v2", "v3")
	}
	settings := object{}
	if d.chance(30) {
		settings["hosts"] = "fqdn"
	}
	if d.chance(30) {
		settings["exportTo"] = "auto"
	}
	if d.chance(20) {
		settings["apiVersion"] = "networking.istio.io/v1beta1"
	}
	spec["istio"] = settings
	spec["calls"] = d.declared(parts)
	if d.chance(35) {
		spec["lanes"] = d.lanes(parts)
	}
	if d.chance(50) {
		spec["header"] = d.header()
	}
	if d.chance(45) {
		spec["entries"] = d.entries(parts, spec["header"] != nil)
	}
	if d.chance(30) {
		spec["gaps"] = "clone"
	}
	return []object{{"apiVersion": "graylane.dev/v1alpha1", "kind": "GrayRelease", "metadata": object{"name": "random"}, "spec": spec}}
}

// declared are calls that the configuration adds and takes away.
func (d *draw) declared(parts []*part) object {
	name := func(p *part) any {
		if p.namespace == "" {
			return p.name
		}
		return p.namespace + "/" + p.name
	}
	var add, ignore list
	for range pick(d, 0, 0, 1, 2) {
		if to := pick(d, parts...); len(to.services) > 0 {
			from := name(pick(d, parts...))
			if d.chance(40) {
				labels := object{"app": pick(d, "outside", "a", "b")}
				if d.chance(20) {
					labels["version"] = pick(d, "v1", "v2")
				}
				from = object{"labels": labels}
				if d.chance(50) {
					from.(object)["namespace"] = pick(d, "web", "shop", "elsewhere")
				}
			}
			add = append(add, object{"from": from, "to": name(to)})
		}
	}
	if d.chance(10) {
		ignore = append(ignore, object{"from": name(pick(d, parts...))})
	}
	calls := object{}
	if add != nil {
		calls["add"] = add
	}
	if ignore != nil {
		calls["ignore"] = ignore
	}
	return calls
}
