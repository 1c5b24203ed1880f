package command

// wrappers are the programs that run the command in their arguments, after their manuals (POSIX, GNU coreutils,
// util-linux, tini, dumb-init, gosu, su-exec, s6). They name no host themselves; env sets variables.
var wrappers = map[string]tool{
	"exec":      {wraps: afterArguments, quiet: true, values: "a"},
	"command":   {wraps: afterArguments, quiet: true},
	"env":       {wraps: afterArguments, values: "u C S unset chdir split-string", scripts: "S split-string"},
	"sudo":      {wraps: afterArguments, quiet: true, values: "u g h p C r t"},
	"nohup":     {wraps: afterArguments, quiet: true},
	"setsid":    {wraps: afterArguments, quiet: true},
	"time":      {wraps: afterArguments, quiet: true, values: "f o"},
	"timeout":   {wraps: afterArguments, quiet: true, skip: 1, values: "s k signal kill-after"},
	"nice":      {wraps: afterArguments, quiet: true, values: "n"},
	"ionice":    {wraps: afterArguments, quiet: true, values: "c n p"},
	"stdbuf":    {wraps: afterArguments, quiet: true, values: "i o e"},
	"xargs":     {wraps: afterArguments, quiet: true, values: "I n P L d E s a"},
	"watch":     {wraps: afterArguments, quiet: true, values: "n"},
	"busybox":   {wraps: afterArguments, quiet: true},
	"tini":      {wraps: afterArguments, quiet: true, values: "p e"},
	"dumb-init": {wraps: afterArguments, quiet: true, values: "r"},
	"gosu":      {wraps: afterArguments, quiet: true, skip: 1},
	"su-exec":   {wraps: afterArguments, quiet: true, skip: 1},
	"flock":     {wraps: afterArguments, quiet: true, skip: 1, values: "w E"},
	"su":        {values: "s g c command", scripts: "c command", quiet: true},
}
