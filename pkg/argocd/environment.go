package argocd

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/graylane/graylane/pkg/api"
)

// The variables that Argo CD gives to the commands of a plugin.
const (
	namespaceVariable  = "ARGOCD_APP_NAMESPACE"
	parametersVariable = "ARGOCD_APP_PARAMETERS"
	// userPrefix is put before the name of each variable in an Application's plugin.env; ours begin with graylane's.
	userPrefix = "ARGOCD_ENV_"
	ourPrefix  = "GRAYLANE_"
)

// Environment is what an Application says to graylane.
type Environment struct {
	// Namespace is where the Application is deployed: that of objects that name none. Empty where that is not known.
	Namespace string
	// Assignments are those of plugin.env, then those of plugin.parameters, which so come before the former.
	Assignments []api.Assignment
}

// Read reads the environment of a plugin's command, name=value each. An error names the variable or the parameter as it is called
// in the Application.
func Read(environ []string) (Environment, error) {
	values := map[string]string{}
	for _, variable := range environ {
		name, value, _ := strings.Cut(variable, "=")
		values[name] = value // of equal names the last counts, as for os/exec
	}
	assignments, err := ofVariables(values)
	if err != nil {
		return Environment{}, err
	}
	more, err := ofParameters(values[parametersVariable])
	if err != nil {
		return Environment{}, err
	}
	return Environment{Namespace: values[namespaceVariable], Assignments: append(assignments, more...)}, nil
}

// Asks tells whether an Application names a variable for graylane, and which: it then asks for graylane, whatever is in its
// repository.
func Asks(environ []string) (variable string, asks bool) {
	for _, v := range slices.Sorted(slices.Values(environ)) {
		if name, ours := strings.CutPrefix(v, userPrefix+ourPrefix); ours {
			name, _, _ = strings.Cut(name, "=")
			return ourPrefix + name, true
		}
	}
	return "", false
}

// ofVariables are the assignments of the Application's own variables. An empty one says nothing.
func ofVariables(values map[string]string) ([]api.Assignment, error) {
	paths := map[string]string{}
	var names []string
	var all []api.Assignment
	for _, field := range api.Fields() {
		name := Variable(field.Path)
		names, paths[name] = append(names, name), field.Path
		if text := values[userPrefix+name]; strings.TrimSpace(text) != "" {
			all = append(all, assignment(field, text, "env "+name))
		}
	}
	for _, variable := range slices.Sorted(maps.Keys(values)) {
		name, ours := strings.CutPrefix(variable, userPrefix)
		if _, known := paths[name]; !ours || known || !strings.HasPrefix(name, ourPrefix) {
			continue
		}
		return nil, fmt.Errorf("%s in the plugin's env is no field of the configuration%s", name, meant(name, names))
	}
	return all, nil
}

func meant(name string, names []string) string {
	if nearest := api.Nearest(name, names); nearest != "" {
		return " (did you mean " + nearest + "?)"
	}
	return ""
}

// Variable is the name that a field has in an Application's plugin.env: GRAYLANE_ISTIO_EXPORT_TO for istio.exportTo.
func Variable(path string) string {
	var b strings.Builder
	b.WriteString(ourPrefix)
	before := '.'
	for _, r := range path {
		switch {
		case r == '.':
			b.WriteRune('_')
		case unicode.IsUpper(r) && unicode.IsLower(before):
			b.WriteRune('_')
			fallthrough
		default:
			b.WriteRune(unicode.ToUpper(r))
		}
		before = r
	}
	return b.String()
}
