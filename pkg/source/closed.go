package source

import (
	"encoding/json"
	"fmt"
	"slices"

	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/kustomize/api/types"
)

// closed is the content of l with every plugin configuration inline, so that kustomize takes
// none from anywhere else, and with those of graylane naming the executable self. The entry
// skip is left out. One thing changes for the user: where buildMetadata asks for the origin of
// what plugins did, it is the kustomization file, not the plugin's.
func (l *layer) closed(self executable, skip *entry) ([]byte, error) {
	k := l.kust
	for list, field := range pluginLists(&k) {
		*field = nil
		for _, e := range l.order(list) {
			if skip.is(e) {
				continue
			}
			texts, err := e.inlined(self)
			if err != nil {
				return nil, err
			}
			*field = append(*field, texts...)
		}
	}
	content, err := json.Marshal(k)
	if err != nil {
		return nil, err
	}
	return content, checkClosed(content, self)
}

func (e entry) inlined(self executable) ([]string, error) {
	if e.unknown {
		return nil, fmt.Errorf("what %q leads to cannot be checked before it runs", e.source)
	}
	var out []string
	for _, m := range e.members {
		text, err := m.AsYAML()
		if err != nil {
			return nil, err
		}
		if m.owner == graylanes {
			rewritten, err := rewritten(m.Resource, self)
			if err != nil {
				return nil, err
			}
			text = []byte(rewritten)
		}
		out = append(out, string(text))
	}
	return out, nil
}

// checkClosed reads content as kustomize will, and fails unless each of its plugins is a
// builtin or runs self and nothing else.
func checkClosed(content []byte, self executable) error {
	var k types.Kustomization
	if err := k.Unmarshal(content); err != nil {
		return err
	}
	for _, list := range pluginLists(&k) {
		for _, text := range *list {
			resources, err := inlineResources([]byte(text))
			if err != nil {
				return err
			}
			for _, res := range resources {
				if !runsOnly(res, self) {
					return fmt.Errorf("the plugin %s cannot be confined", res.CurId())
				}
			}
		}
	}
	return nil
}

func runsOnly(res *resource.Resource, self executable) bool {
	p, err := pluginOf(res)
	if err != nil || p.owner == kustomizes {
		return err == nil
	}
	spec, err := functionSpec(res)
	return err == nil && spec != nil && spec.Container.Image == "" &&
		spec.Exec.Path == self.path && slices.Equal(spec.Exec.Args, self.args) && len(spec.Exec.Env) == 0
}
