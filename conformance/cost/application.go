package main

import "fmt"

type (
	object = map[string]any
	list   = []any
)

// perNamespace is how many Services a namespace has.
const perNamespace = 10

// application is so many Services of so many versions. Each calls the next one and the third one of its namespace, and one
// in the next namespace.
func application(services, versions int) []object {
	var all []object
	for i := range services {
		home := i / perNamespace * perNamespace
		size := min(perNamespace, services-home)
		callees := []int{home + (i-home+1)%size, home + (i-home+3)%size, (i + perNamespace) % services}
		all = append(all, serviceObject(i))
		for v := 1; v <= versions; v++ {
			all = append(all, deployment(i, fmt.Sprintf("v%d", v), callees))
		}
	}
	return all
}

func name(i int) string      { return fmt.Sprintf("s%d", i) }
func namespace(i int) string { return fmt.Sprintf("team%d", i/perNamespace) }

func serviceObject(i int) object {
	return object{
		"apiVersion": "v1", "kind": "Service", "metadata": object{"name": name(i), "namespace": namespace(i)},
		"spec": object{"selector": object{"app": name(i)}, "ports": list{object{"name": "http", "port": 8080}}},
	}
}

func deployment(i int, version string, callees []int) object {
	labels := object{"app": name(i), "version": version}
	var env list
	for n, callee := range callees {
		env = append(env, object{"name": fmt.Sprintf("CALLEE_%d_URL", n), "value": fmt.Sprintf("http://%s.%s:8080", name(callee), namespace(callee))})
	}
	return object{
		"apiVersion": "apps/v1", "kind": "Deployment", "metadata": object{"name": name(i) + "-" + version, "namespace": namespace(i)},
		"spec": object{
			"selector": object{"matchLabels": labels},
			"template": object{"metadata": object{"labels": labels}, "spec": object{"containers": list{object{"name": "main", "env": env}}}},
		},
	}
}
