package diag

import (
	"fmt"
	"strings"
)

// Some is a list for a message: of a long one the beginning.
func Some(values []string) string {
	const most = 10
	if len(values) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(values[:most-1], ", "), len(values)-most+1)
	}
	return strings.Join(values, ", ")
}
