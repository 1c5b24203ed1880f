package palette

// Stroke is how a lane's lines look.
type Stroke struct {
	Light, Dark string // colours on a light and on a dark background, with a contrast of at least 4.5 to it
	Dash        string // the lengths of dashes and of what is between them; empty for a line without gaps
}

// hues are taken in turn.
var hues = [][2]string{
	{"#0a6ebd", "#6cb6ff"}, // blue
	{"#a85400", "#f0a04b"}, // orange
	{"#1a7f4b", "#56d39b"}, // green
	{"#8a3fa0", "#d2a8ff"}, // purple
	{"#00757f", "#4fd1dc"}, // teal
	{"#75620a", "#dcc54b"}, // olive
}

// dashes are taken in turn. The red lines of gaps have others.
var dashes = []string{"", "9 3", "2 3", "9 3 2 3"}

// Lane is the stroke of a lane, by its position among lanes; 0 is the baseline.
func Lane(i int) Stroke {
	if i == 0 {
		return Baseline()
	}
	hue := hues[(i-1)%len(hues)]
	return Stroke{Light: hue[0], Dark: hue[1], Dash: dashes[(i-1)%len(dashes)]}
}

// Baseline is the stroke of the baseline, quieter than those of lanes.
func Baseline() Stroke { return Stroke{Light: "#6e7781", Dark: "#8b949e"} }

// Gap is the stroke of requests whose lane is lost.
func Gap() Stroke { return Stroke{Light: "#c4161f", Dark: "#ff7b72", Dash: "5 4"} }
