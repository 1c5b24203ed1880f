package plan

import "fmt"

// Size is a size of an application, and how often each program runs on it, in turns with the others.
type Size struct{ Apps, Runs int }

// Function are the sizes of the comparison of functions, in apps of a Service and two Deployments. A function on one of the
// SDKs takes gigabytes and tens of seconds for the largest.
var Function = []Size{{300, 9}, {3000, 5}, {10000, 3}}

// Build are the sizes of kustomizations. kustomize's own time grows with the square of them, and faster.
var Build = []Size{{100, 7}, {200, 5}, {400, 3}}

// Starts is how often each program starts on a list of one app.
const Starts = 21

// PerApp is the number of resources of an app.
const PerApp = 3

// Program is a program that is compared.
type Program struct {
	Name  string // in the names of benchmarks
	Title string // on the page
}

// Programs of the comparisons.
var (
	Graylane  = Program{"graylane", "graylane"}
	Framework = Program{"framework", "identity, kyaml's framework"}
	SDK       = Program{"sdk", "identity, function SDK"}
	Kustomize = Program{"kustomize", "kustomize with graylane as its function"}
	Plain     = Program{"plain", "kustomize without any function"}
)

// Functions are the programs that are compared as functions, and Builders those that render a kustomization.
var (
	Functions = []Program{Graylane, Framework, SDK}
	Builders  = []Program{Graylane, Kustomize, Plain}
)

// Stages are the stages of a run, in their order.
var Stages = []string{"read", "decode", "model", "infer", "plan", "follow", "check", "emit", "write"}

// Growing is a shape, and the smaller of the two sizes that it is measured at; the larger one is ten times that.
type Growing struct {
	Shape string
	Small int
}

// Growth are the shapes whose growth is measured.
var Growth = []Growing{
	{"keyed", 1000}, {"keys", 1000}, {"mounted", 300}, {"mounts", 30}, {"froms", 30}, {"callers", 1000}, {"callees", 1000}, {"versions", 100}, {"versioned", 10},
	{"chain", 1000}, {"clones", 300}, {"namespaces", 1000}, {"lanes", 100}, {"header", 300}, {"routed", 300}, {"wildcards", 300},
}

// Parts of the growth: the whole function, and its stages without reading and writing.
var Parts = []string{"function", "stages"}

// Names of benchmarks, as result.Set knows them.

// FunctionName is that of a program as a function.
func FunctionName(apps int, p Program) string {
	return fmt.Sprintf("Function/apps=%d/program=%s", apps, p.Name)
}

// InProcessName is that of the same in one process that has been running before.
func InProcessName(apps int, p Program) string {
	return fmt.Sprintf("InProcess/apps=%d/program=%s", apps, p.Name)
}

// BuildName is that of a program that renders a kustomization.
func BuildName(apps int, p Program) string {
	return fmt.Sprintf("Build/apps=%d/program=%s", apps, p.Name)
}

// StartName is that of a program on a list of one app.
func StartName(p Program) string { return "Start/program=" + p.Name }

// StageName is that of a stage.
func StageName(apps int, stage string) string {
	return fmt.Sprintf("Stages/apps=%d/stage=%s", apps, stage)
}

// GrowthName is that of a part of a shape.
func GrowthName(shape, part string) string {
	return fmt.Sprintf("Growth/shape=%s/part=%s", shape, part)
}
