package detect

import (
	"bytes"
	"fmt"
	"strings"
)

// Form is a way to write a host that graylane reads, for the documentation and its test.
type Form struct {
	What string
	// Text is an environment of the workload, one NAME=value a line, which calls the Service api on port 8080
	// wherever Calls is true.
	Text  string
	Calls bool
}

// Forms are the forms in which hosts are read, with what looks like one and is none at the end.
func Forms() []Form {
	return []Form{
		{"URL of any scheme; without a port, the scheme's", "API_URL=http://api:8080/v1", true},
		{"`host:port`, with a port that the Service serves", "BACKEND=api:8080", true},
		{"Qualified names, from any namespace", "BACKEND=api.default.svc.cluster.local", true},
		{"A bare word, where its name says that it is a host (weak evidence)", "API_HOST=api", true},
		{"A bare word with its port beside it", "API=api\nAPI_PORT=8080", true},
		{"`$(VAR)`, as the kubelet expands it", "API_HOST=api\nAPI_URL=http://$(API_HOST):8080/", true},
		{"Variables that Kubernetes sets for a Service", "API_URL=http://$(API_SERVICE_HOST):$(API_SERVICE_PORT)/", true},
		{"Lists, with commas, semicolons or white space", "URLS=http://other:80,http://api:8080", true},
		{"Lists with names", "SHOPS=shop one;http://api:8080,shop two;http://other:80", true},
		{"Several hosts in one URL", "DB_URI=mongodb://user:secret@other:27017,api:8080/shop", true},
		{"JDBC", "SPRING_DATASOURCE_URL=jdbc:postgresql://api:8080/shop", true},
		{"ADO.NET and ODBC", "ConnectionString=Server=api,8080;Database=shop;User Id=sa", true},
		{"libpq", "DSN=host=api port=8080 dbname=shop", true},
		{"Go's MySQL driver", "DSN=user:secret@tcp(api:8080)/shop", true},
		{"gRPC targets", "TARGET=dns:///api:8080", true},
		{"Service records", "TARGET=dns:///_http._tcp.api.default.svc", true},
		{"JSON in a value", `CONFIG={"backend": {"host": "api", "port": 8080}}`, true},
		{"A bare word, where its name says that it is something else", "API_NAME=api", false},
		{"A port that the Service does not serve: an image", "IMAGE=api:1", false},
		{"A host of the internet, whatever its path", "CALLBACK_URL=https://shop.example.com/api", false},
		{"The name of a bucket, a topic, a database", "BUCKET=s3://api/x", false},
	}
}

// Doc is the page of the documentation about the detectors, as Markdown.
func Doc() []byte {
	var b bytes.Buffer
	b.WriteString(`# What graylane reads

<!-- Printed by: graylane docs detectors -->

A call is a value that names a Service of the input, as the cluster's DNS would resolve it for the workload that has the
value: its short name in the caller's own namespace, ` + "`api.shop`, `api.shop.svc`, `api.shop.svc.cluster.local`" + ` from anywhere, also with
a trailing dot; the pods of a StatefulSet (` + "`db-0.db`" + `); an ExternalName Service or a host of a ServiceEntry that stands for a Service.
The pods behind a Service do not call it: what names it there is their own address. A call by the host of a ServiceEntry is shown,
but Istio does not apply the rules of the Service to it.

`)
	b.WriteString("The workloads are Deployments, StatefulSets, DaemonSets, ReplicaSets, ReplicationControllers, Jobs, CronJobs and Pods, Argo Rollouts, OpenKruise\n" +
		"CloneSets, StatefulSets and DaemonSets, and OpenShift DeploymentConfigs; of those that another object owns, the owner.\n\n")
	b.WriteString("## Where\n\nEach detector emits evidence and decides nothing. In the examples the workload `web` calls the Service `api` on port 8080.\n")
	for _, d := range All() {
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\n```yaml\n%s\n```\n", d.Name, d.Reads, strings.TrimSpace(d.Example))
	}
	b.WriteString("\n## What is allowed\n\nA policy says who may call, and not who does. `graylane graph --allowed` and `explain --allowed` show what policies allow beside all other\n" +
		"calls; without the flag, and for everything that is generated or found, they show nothing: a call that is merely allowed makes no rule and opens no gap.\n")
	for _, d := range Allowed() {
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\n```yaml\n%s\n```\n", d.Name, d.Reads, strings.TrimSpace(d.Example))
	}
	b.WriteString("\n## What was observed\n\nAn object ObservedCalls among the resources has calls that were seen in a mesh (`graylane observe` writes it). They are evidence of the\n" +
		"detector `observed`, for every version of the caller; one that was seen last too long ago (`stale`) is weak. The names are those in the cluster.\n" +
		"kustomize leaves them as they are, and drops the object at its end. `graylane schema ObservedCalls` prints the fields.\n")
	b.WriteString("\n## What is declared\n\n`spec.calls.add` in the configuration declares calls, and `spec.calls.ignore` removes them.\n")
	writeFiles(&b)
	b.WriteString(`
## Forms

| What | Example | Call |
| --- | --- | --- |
`)
	for _, f := range Forms() {
		call := "yes"
		if !f.Calls {
			call = "no"
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", f.What, code(f.Text), call)
	}
	b.WriteString(`
The port of a call is the one beside the host; else the one that a variable of the same stem has (` + "`DB_HOST` and `DB_PORT`" + `); else the
scheme's; else the only one of the Service. A port that the Service does not have is left out of the report.

## How sure

Evidence is **weak** when it may be no call at all: a bare word, a health check, what an init container waits for, a Sidecar for a whole
namespace. Weak evidence makes rules like any other, but it neither opens a gap nor takes a workload out of a lane.

Every call has a **kind**, so that views can fold what serves operation alone: ` + "`call`, `database`, `cache`, `queue`, `telemetry`, `registry`, `health`" + `.

## What cannot be seen

- Calls that stand in code alone, and names that a program puts together at run time.
- Defaults in images: an ENTRYPOINT, an ENV, a file in the image.
- Binary data of ConfigMaps, and text that is no UTF-8.
- What a ConfigMap or Secret holds that is not in the input, or that something writes at run time (External Secrets, Vault, sealed or encrypted Secrets).
- Addresses that a program looks up in a registry, such as Eureka or Consul's catalog. The registry itself is seen.
- Whether a program uses a variable that a shared ConfigMap gives it: every such variable counts.

Declare what is missing with ` + "`spec.calls.add`, or with the annotation `graylane.dev/calls`" + `; use ` + "`match: lane`" + ` to cover callers that nobody
can name; remove what is wrong with ` + "`spec.calls.ignore`" + `.
`)
	return b.Bytes()
}

// writeFiles writes the kinds of files as a table.
func writeFiles(b *bytes.Buffer) {
	b.WriteString("\n## Files\n\nThe format of a file is told by its name, else by its content. Comments name nothing.\n\n| What | File | Example |\n| --- | --- | --- |\n")
	for _, f := range FileForms() {
		fmt.Fprintf(b, "| %s | `%s` | %s |\n", f.What, f.Name, code(f.Text))
	}
}

// code is lines of code within a cell of a table.
func code(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, "`"+strings.ReplaceAll(line, "|", `\|`)+"`")
	}
	return strings.Join(lines, "<br>")
}
