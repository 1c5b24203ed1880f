package api

// Counting are the indices of the configurations that count, of several that one input holds: a checkOnly one is for a
// validator and does not count beside one that generates. A run has one configuration, so more than one is the
// caller's error.
func Counting(texts [][]byte) []int {
	var generating, all []int
	for i, text := range texts {
		all = append(all, i)
		if config, _ := Load(text, nil); !config.Spec.CheckOnly {
			generating = append(generating, i)
		}
	}
	if len(generating) == 0 {
		return all
	}
	return generating
}
