package telemetry

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// isJSON tells whether a text begins as an object or a list of JSON.
func isJSON(text []byte) bool {
	text = bytes.TrimLeft(text, " \t\r\n\ufeff")
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}

// plain is an error of JSON with the line where it is, and without Go's types.
func plain(err error, text []byte) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("line %d: %w", lineAt(text, syntax.Offset), err)
	case errors.As(err, &kind):
		return fmt.Errorf("line %d: a %s stands at %s", lineAt(text, kind.Offset), kind.Value, kind.Field)
	}
	return err
}

// lineAt is the line of an offset, from 1.
func lineAt(text []byte, offset int64) int {
	return 1 + bytes.Count(text[:max(0, min(int64(len(text)), offset))], []byte("\n"))
}
