// Package browser opens the pages and pictures that graylane draws in headless Chromium: they load without an error and
// without a request, they answer to the mouse and to keys, and what they highlight is what explain says.
package browser
