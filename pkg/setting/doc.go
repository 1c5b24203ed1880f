// Package setting has the value that every reader of configuration yields: a [Setting], and a [Group] of settings
// that belong together. Environment variables, flags, keys of files are all settings. It imports nothing.
package setting
