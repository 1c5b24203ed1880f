// Package api is the configuration of graylane: the GrayRelease type, its defaults, its
// JSON schema and its loader.
//
// The schema, grayrelease.schema.json, is the one source of field names, types, enums,
// defaults and descriptions; the loader validates with it, and the reference that [Doc]
// gives is printed from it. [Load] takes the text of a function config and the --set
// options, and gives a complete [GrayRelease] and what is wrong with it:
//
//	text ─ parse ─▶ values ─ layers ─▶ GrayRelease-shaped layers ─ check ─▶ merged over Default
//
// A ConfigMap key and a --set option are layers of one field each. Values know the path
// under which the user wrote them, so every diagnostic names that path.
//
// It checks the keywords of JSON Schema that its own schema uses, and refuses to read a schema with others. A complete implementation, held against it in
// tests, takes longer to start than all the rest of the program.
//
// It does no I/O. It may import diag and kyaml/yaml.
package api
