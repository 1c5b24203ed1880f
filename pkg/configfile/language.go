package configfile

// language is what comments and strings of a programming language look like.
type language struct {
	comments  []string // what begins a comment that ends with the line
	block     [2]string
	raw       []string // quotes between which a text may have several lines
	backslash bool     // whether a backslash takes the meaning off a quote
	bare      bool     // whether a name may stand before a string with nothing between: OPTIONS (host 'x')
}

// languageOf is the language of files with an extension; ok is false for one that is none.
func languageOf(extension string) (l language, ok bool) {
	c := language{comments: []string{"//"}, block: [2]string{"/*", "*/"}, backslash: true}
	switch extension {
	case ".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".mts", ".cts", ".go", ".dart", ".vue":
		c.raw = []string{"`"}
	case ".java", ".kt", ".kts", ".scala", ".groovy", ".gradle", ".swift", ".cs":
		c.raw = []string{`"""`}
	case ".c", ".cc", ".cpp", ".h", ".hpp", ".rs", ".libsonnet", ".jsonnet":
	case ".php":
		c.comments = []string{"//", "#"}
	case ".py", ".star", ".bzl":
		c = language{comments: []string{"#"}, raw: []string{`"""`, `'''`}, backslash: true}
	case ".rb", ".pl", ".pm", ".ex", ".exs", ".r", ".ps1":
		c = language{comments: []string{"#"}, backslash: true}
	case ".lua":
		c = language{comments: []string{"--"}, block: [2]string{"--[[", "]]"}, backslash: true}
	case ".sql":
		c.comments, c.backslash, c.bare = []string{"--"}, false, true
	default:
		return language{}, false
	}
	return c, true
}
