package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// choice is the value of a flag that takes one of some words.
type choice struct {
	value *string
	words []string
}

// String is the word that was chosen.
func (c *choice) String() string { return *c.value }

// Set chooses a word, if it is one of them.
func (c *choice) Set(word string) error {
	if !slices.Contains(c.words, word) {
		return fmt.Errorf("it takes %s", oneOf(c.words))
	}
	*c.value = word
	return nil
}

// Type is what cobra calls the flag's value where its usage names none.
func (c *choice) Type() string { return "WORD" }

// oneOf lists words: a, b or c.
func oneOf(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// complete offers words for a flag of cmd. It panics where there is no such flag, which is a mistake in the program.
func complete(cmd *cobra.Command, flag string, words []string) {
	if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err)
	}
}
