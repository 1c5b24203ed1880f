package page

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html"
	"strings"

	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/svg"
)

// The parts of the page that are the same for all diagrams.
var (
	//go:embed assets/page.css
	css string
	//go:embed assets/state.js
	stateJS string
	//go:embed assets/details.js
	detailsJS string
	//go:embed assets/picture.js
	pictureJS string
	//go:embed assets/controls.js
	controlsJS string
)

// Render is a diagram as an HTML document. What is folded away in the picture is shown on demand, so d has everything.
func Render(d *diagram.Diagram) ([]byte, error) {
	p := &page{Diagram: d, folded: d.Folded()}
	if err := p.draw(); err != nil {
		return nil, err
	}
	encoded, err := encode(d)
	if err != nil {
		return nil, err
	}
	p.document(encoded)
	return []byte(p.out.String()), nil
}

type page struct {
	*diagram.Diagram
	folded   *diagram.Diagram
	pictures []string // without what is folded, then with it, where anything is
	out      strings.Builder
}

// line adds a line, as fmt has it. What comes from the input is escaped by the caller.
func (p *page) line(format string, args ...any) { fmt.Fprintf(&p.out, format+"\n", args...) }

// draw makes the pictures; none where there is too much to draw: then there is the table.
func (p *page) draw() error {
	for _, d := range []*diagram.Diagram{p.folded, p.Diagram} {
		if len(p.pictures) > 0 && len(p.folded.Folds) == 0 {
			continue
		}
		picture, err := svg.Inline(d, "picture")
		if err != nil && !errors.Is(err, svg.ErrTooLarge) {
			return err
		}
		if err == nil {
			p.pictures = append(p.pictures, picture)
		}
	}
	return nil
}

// document writes the page around encoded data.
func (p *page) document(encoded []byte) {
	style := svg.Style(p.Diagram) + css
	script := "'use strict';\n" + stateJS + detailsJS + pictureJS + controlsJS
	p.line("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")
	p.line(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'">`,
		checksum(style), checksum(script))
	p.line(`<meta name="viewport" content="width=device-width, initial-scale=1">`)
	p.line("<title>%s</title>", html.EscapeString(svg.Title(p.folded)))
	p.line("<style>%s</style>\n</head>\n<body>", style)
	p.header()
	p.line("<main>")
	p.picture()
	p.panel()
	p.table()
	p.line("</main>")
	p.line(`<script type="application/json" id="data">%s</script>`, encoded)
	p.line("<script type=\"module\">%s</script>\n</body>\n</html>", script)
}

// checksum is what a policy of a page knows the text of an element by (https://www.w3.org/TR/CSP3/#grammardef-hash-source).
func checksum(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
