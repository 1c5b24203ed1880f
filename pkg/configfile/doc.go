// Package configfile reads configuration files of whatever format: YAML, JSON, TOML, XML, Java properties, INI and .env,
// nginx, HAProxy, source code, and, of anything else, lines of words. A file is data here: nothing in it is run, expanded
// or looked up, and nothing is an error. What the parser of a format refuses is read as another format, at last line by
// line.
//
// In go the name of a file and its text; out come groups of settings, in the order of the file. What a setting means is
// for the caller to say, with one exception: where the format itself says that a value is a host. A value that is a file
// again (JSON in YAML) stays as it is. The work grows with the text, and what comes out is bounded.
//
// It imports setting, alias, the standard library without any I/O, and the parsers of YAML (kyaml), TOML (go-toml) and
// Java properties (magiconair).
package configfile
