package api

// Counting are the indices of the configurations that count, of several that one input holds: a checkOnly one is for a
// validator and does not count beside one that generates. A run has one configuration, so more than one is the
// caller's error.
func Counting(texts [][]byte) []int {
	if generating := Generating(texts); len(generating) > 0 {
		return generating
	}
	var all []int
	for i := range texts {
		all = append(all, i)
	}
	return all
}

// Generating are the indices of the configurations that are not checkOnly; one that is wrong is among them.
func Generating(texts [][]byte) []int {
	var generating []int
	for i, text := range texts {
		if config, _ := Load(text, nil); !config.Spec.CheckOnly {
			generating = append(generating, i)
		}
	}
	return generating
}
