package expected

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// answers are what else may become of a request.
var answers = []string{"404", "503", passthrough}

// passthrough is a request that goes on to the address that it was sent to.
const passthrough = "passthrough"

// outcome is what becomes of a request: landings, or one of answers.
type outcome struct {
	answer   string // or what else went wrong
	landings []landing
}

// landing is where a share of the requests lands.
type landing struct {
	service string // as join writes it
	version string // * for all pods
	subset  string // empty: the version
	port    int    // 0: that of the request
	weight  int    // 0: all
	rest    []string
}

// String is what readOutcome reads, with everything in order.
func (o outcome) String() string {
	if o.answer != "" {
		return o.answer
	}
	var all []string
	for _, l := range o.landings {
		all = append(all, l.String())
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

func (l landing) String() string {
	text := l.service + "/" + l.version
	if l.subset != "" {
		text += "(" + l.subset + ")"
	}
	if l.port != 0 {
		text += fmt.Sprint(":", l.port)
	}
	if l.weight != 0 {
		text += fmt.Sprint("=", l.weight)
	}
	return strings.Join(append([]string{text}, slices.Sorted(slices.Values(l.rest))...), " ")
}

func readOutcome(words []string) (o outcome, err error) {
	if len(words) == 1 && slices.Contains(answers, words[0]) {
		return outcome{answer: words[0]}, nil
	}
	for _, word := range words {
		target, _, _ := strings.Cut(word, "=")
		if !strings.Contains(target, "/") {
			if len(o.landings) == 0 {
				return o, fmt.Errorf("%q is no landing", word)
			}
			last := &o.landings[len(o.landings)-1]
			last.rest = append(last.rest, word)
			continue
		}
		l, err := readLanding(word)
		if err != nil {
			return o, err
		}
		o.landings = append(o.landings, l)
	}
	return o, o.check()
}

// check finds outcomes that cannot be.
func (o outcome) check() error {
	sum := 0
	for _, l := range o.landings {
		sum += l.weight
	}
	switch n := len(o.landings); {
	case n == 0:
		return fmt.Errorf("it lands nowhere")
	case n == 1 && sum != 0, n > 1 && sum != 100:
		return fmt.Errorf("%d landings have weights of %d in all", n, sum)
	}
	return nil
}

// readLanding reads [namespace/]service/version[(subset)][:port][=weight].
func readLanding(word string) (l landing, err error) {
	target, weight, weighted := strings.Cut(word, "=")
	if weighted {
		if l.weight, err = strconv.Atoi(weight); err != nil {
			return l, fmt.Errorf("%q has no weight that is a number", word)
		}
	}
	target, port, ported := strings.Cut(target, ":")
	if ported {
		if l.port, err = strconv.Atoi(port); err != nil {
			return l, fmt.Errorf("%q has no port that is a number", word)
		}
	}
	if subset, found := strings.CutSuffix(target, ")"); found {
		target, l.subset, _ = strings.Cut(subset, "(")
	}
	slash := strings.LastIndex(target, "/")
	l.service, l.version = target[:slash], target[slash+1:]
	if l.service == "" || l.version == "" {
		return l, fmt.Errorf("%q is no service/version", word)
	}
	return l, nil
}
