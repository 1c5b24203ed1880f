package callgraph

import (
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/setting"
)

// Clue is a setting that a detector saw in a workload, or in what the workload refers to. Whether it names a host,
// and whether the host is a Service, is for [Infer] to say.
type Clue struct {
	Evidence
	Setting setting.Setting
	// File is the name of the file whose text is the value; empty for a plain value.
	File string
	// Secret marks a value that must not be shown: only the host in it is.
	Secret bool
	// Filled marks a setting into whose value a secret was put: it must not be shown, while what is written may be.
	Filled bool
	// Health marks a check of another workload's health.
	Health bool
	// Lookup is the environment in which placeholders of the value (${NAME}) are resolved; nil for none.
	Lookup Lookup
	// Refers is the object that the clue names, when it names one by kind and not by host.
	Refers *Reference
}

// Lookup finds a variable; ok is false when there is none, or its value is not known.
type Lookup func(name string) (v Variable, ok bool)

// Variable is the value of a variable of an environment.
type Variable struct {
	Value  string
	Secret bool // whether something of a Secret is in it
}

// Reference names a Service or a workload by its name. Kind is empty for either.
type Reference struct {
	Kind      string
	Namespace string // empty for the caller's
	Name      string
	Port      string // of the Service, its number or its name; empty when unknown
	// Must tells that it was written for graylane, so that one that names nothing is a mistake.
	Must bool
}

// Detector finds clues in a workload, and in what the workload refers to.
type Detector struct {
	Name string
	// Reads says in one sentence what the detector reads; Example is the smallest manifest that shows it, of a
	// workload called web that calls the Service api (both are for the documentation and its test).
	Reads, Example string
	// Detect emits clues, those that belong together in one call: the environment of a container, the words of a
	// command. A host and its port may be two of them.
	Detect func(m *model.Model, w *model.Workload, emit func(...Clue))
}
