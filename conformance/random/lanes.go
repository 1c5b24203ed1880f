package random

// laneNames are names of lanes: words, and a value that versions have too.
var laneNames = []string{"gray", "beta", "v2", "v9"}

// lanes are lanes of the configuration: a version for all, or one for each of some parts.
func (d *draw) lanes(parts []*part) list {
	var all list
	first := d.number(0, len(laneNames)-1)
	for i := range pick(d, 1, 1, 2) {
		lane := object{"name": laneNames[(first+i)%len(laneNames)]}
		if of := pick(d, parts...); d.chance(40) {
			lane["version"] = of.versions[len(of.versions)-1]
		} else {
			lane["versions"] = d.laneVersions(parts)
		}
		all = append(all, lane)
	}
	return all
}

// laneVersions are a version of each of some parts, mostly not its lowest, by the name of its Service or of a workload.
func (d *draw) laneVersions(parts []*part) object {
	versions := object{}
	for range d.number(1, 3) {
		p := pick(d, parts...)
		version := pick(d, p.versions[len(p.versions)/2:]...)
		name := p.name + "-" + version
		if len(p.services) > 0 {
			name = p.services[0].name
		}
		if p.namespace != "" && d.chance(30) {
			name = p.namespace + "/" + name
		}
		versions[name] = version
	}
	return versions
}

// header is the lane header of the configuration.
func (d *draw) header() object {
	header := object{"name": pick(d, "x-lane", "X-Lane", "x-gray-release")}
	if d.chance(30) {
		header["trust"] = true
	}
	return header
}
