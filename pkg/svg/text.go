package svg

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// escape is text for XML. It has gone through quote, so it has no character that XML forbids.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;").Replace(s)
}

// widths are those of the characters from the space to the tilde, in thousandths of the size of the font: of a bold DejaVu
// Sans, which is wider than what most browsers show, so that no text is wider than its box.
var widths = [...]int{
	348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580,
	1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995, 837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500,
	500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838,
}

// plain is how wide a text is that is not bold, beside a bold one.
const plain = 0.92

// width is how wide a bold text is at most, in the size of a font.
func width(s string, size float64) float64 {
	sum := 0
	for _, r := range s {
		switch {
		case r >= ' ' && r <= '~':
			sum += widths[r-' ']
		case unicode.Is(unicode.Mn, r):
		case r >= 0x1100:
			sum += 1050
		default:
			sum += 850
		}
	}
	return float64(sum) * size / 1000
}

const ellipsis = "…"

// fit is a bold text, or so much of it as a width has room for, with an ellipsis.
func fit(s string, size, room float64) string {
	if width(s, size) <= room {
		return s
	}
	room -= width(ellipsis, size)
	for s != "" && width(s, size) > room {
		_, last := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-last]
		if len(s) > 1000 {
			s = s[:1000]
			for !utf8.ValidString(s) {
				s = s[:len(s)-1]
			}
		}
	}
	return s + ellipsis
}
