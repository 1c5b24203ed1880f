package setting

// Setting is a value, and what the place it stands in tells about it.
type Setting struct {
	// Name is the variable, the flag without its hyphens, or the key; a key below others is a dotted path
	// (spring.redis.host). Empty for a value without a name, such as a positional argument.
	Name string
	// Field is the path of the value in what was read, as clusters[0].address, or "line 3"; empty where the
	// value is all that was read.
	Field string
	Value string
	// Port is the port that stands beside the value, where the format has one (nc HOST PORT); empty otherwise.
	Port string
	// Host tells that the format itself says that the value is a host, whatever its name (the server of an nginx
	// upstream, the argument of nslookup).
	Host bool
}

// Group is settings that belong together, in the order in which they were read: the environment of a container,
// the pairs of one mapping of a file, the words of one command. A host and its port may be two of them.
type Group []Setting
