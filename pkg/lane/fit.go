package lane

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/model"
)

// unfit says why w cannot be deployed once more under a version; empty when it can.
func (p *Plan) unfit(w *model.Workload, version string) string {
	a := p.member[w]
	own := w.PodLabels[p.label]
	switch {
	case w.Context:
		return "it comes from --context"
	case w.Kind != "Deployment" || !strings.HasPrefix(w.APIVersion, "apps/"):
		return "it is a " + w.Kind + ", and only a Deployment of apps is copied"
	case own == "":
		return "its pods lack the label " + p.label
	case p.model.NoSidecar(w) != "":
		return "its pods have no sidecar (" + p.model.NoSidecar(w) + ")"
	case w.Single != "":
		return w.Single
	case !isLabelValue(version):
		return fmt.Sprintf("%q is no value of a label", version)
	case p.uncovered(w, version) != "":
		return p.uncovered(w, version) + " selects its pods by their version, and would not cover the copy"
	case a.versioned() && own != a.baseline:
		return "its version is not the baseline"
	case subsetName(own) == subsetName(version):
		return "its pods have the version " + own + " already"
	}
	return ""
}

// uncovered is a policy for the pods of w that would not be one for those of a copy under a version; empty when there is none.
func (p *Plan) uncovered(w *model.Workload, version string) string {
	copied := maps.Clone(w.PodLabels)
	copied[p.label] = version
	for _, policy := range p.model.PoliciesFor(w.Namespace, w.PodLabels) {
		if !policy.Selector.Selects(copied) {
			return policy.Ref.String()
		}
	}
	own, theirs := p.model.SidecarOf(w.Namespace, w.PodLabels), p.model.SidecarOf(w.Namespace, copied)
	if own != nil && own != theirs {
		return own.Ref.String()
	}
	return ""
}

// unfitAt says why copies under a version would not be one more version of a Service; empty when they would.
func (p *Plan) unfitAt(s *model.Service, version string) string {
	if pinned, has := s.Selector[p.label]; has && pinned != version {
		return fmt.Sprintf("the Service %s selects the %s %s alone", s.Name, p.label, pinned)
	}
	for _, v := range p.versions[s] {
		if subsetName(v) == subsetName(version) {
			return "pods of the Service " + s.Name + " have the version " + v + " already"
		}
	}
	return ""
}

// isLabelValue tells whether Kubernetes takes a text as the value of a label
// (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set).
func isLabelValue(text string) bool {
	if text == "" || len(text) > 63 || strings.ContainsFunc(text, func(r rune) bool { return !isAlphanumeric(r) && !strings.ContainsRune("-_.", r) }) {
		return false
	}
	return isAlphanumeric(rune(text[0])) && isAlphanumeric(rune(text[len(text)-1]))
}

func isAlphanumeric(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

// checkServices refuses workloads whose copies the Services by which requests of the lane come could not have.
func (c *cloner) checkServices() {
	for _, w := range c.callers {
		c.checkCallees(c.in[w])
	}
	for _, from := range c.stations {
		c.checkCallees(c.out[from])
	}
}

func (c *cloner) checkCallees(steps []step) {
	for _, s := range steps {
		_, outside := c.ends(s)
		for _, at := range outside {
			if c.isNeeded[at.Workload] && c.why[at.Workload] == "" {
				c.refuse(at.Workload, c.plan.unfitAt(s.Callee, c.version))
			}
		}
	}
}

// maxName is how long the name of a Deployment may be
// (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names).
const maxName = 253

// refuseNames refuses copies whose names another Deployment has, the copies themselves included, or that are no names.
func refuseNames(all []*cloner) {
	first := map[model.Key]CloneKey{}
	for _, c := range all {
		for _, w := range c.needed {
			if c.why[w] != "" {
				continue
			}
			name := cloneName(w, c.plan.label, c.lane)
			key := model.KeyOf(w.Namespace, name)
			other, twice := first[key]
			switch {
			case len(name) > maxName:
				c.why[w] = fmt.Sprintf("the name of the copy would be longer than %d characters", maxName)
			case c.plan.taken(w, name):
				c.why[w] = "there is a Deployment " + name
			case twice:
				c.why[w] = fmt.Sprintf("%s for the lane %s would get the same name, %s", other.Of.Ref, other.Lane, name)
			default:
				first[key] = CloneKey{w, c.lane}
			}
		}
	}
}

// taken tells whether a Deployment beside w has a name.
func (p *Plan) taken(w *model.Workload, name string) bool {
	return slices.ContainsFunc(p.model.WorkloadsNamed(w.Namespace, name), func(other *model.Workload) bool {
		return other.Kind == w.Kind
	})
}
