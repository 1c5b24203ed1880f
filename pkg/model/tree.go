package model

// Tree is a mapping of an object that graylane passes on as it stands. Its values, however deep, are of the types Tree,
// []any, string, bool, int64 and float64, and nil for a null; the model neither reads nor changes them.
type Tree map[string]any
