// Package manifest reads Kubernetes objects: one parsed YAML node in, an [Item] out, with the
// facts of it that the model needs.
//
// It reads Services; what makes pods (see [model.Workload]), with its containers and the volumes of
// ConfigMaps and Secrets; ConfigMaps and Secrets, whose data it decodes; autoscalers; VirtualServices,
// DestinationRules, Sidecars and ServiceEntries of Istio; Ingresses, routes of the Gateway API, Canaries of Flagger.
//
// It is lenient, since it also reads what nobody has applied yet: a field that is missing or of
// another type is read as absent, of a repeated key the last value counts, aliases and merge keys are
// followed, up to a bound that grows with the object's own text. What graylane relies on and cannot trust (a
// label that is no string, a placeholder in a name) is a diagnostic. [Line] tells where in a text a field stands. It imports
// diag, model and kyaml, and does no I/O.
package manifest
