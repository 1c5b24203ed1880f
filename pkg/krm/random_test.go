package krm

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

// fragments are lines that mean something at a boundary of items; an empty line of this list parts them.
var fragments = strings.Split(`- a: b

  c: |

  c: |+

  c: >-
    text
    - text

- c: |2+
     text

# end

   

# comment

  # comment

    # comment

- q: "open

- q: 'open

  close'

- close"

- q: "open
- close": d

- q: 'open
results:
- 'x': y'

- q: "open

items:
- close"

  - nested: 1

  - a: b

items:

items: []

items:
  []

items:
  ~

items:
  &s

items:
  # lead

other: x

"other": {a: b}

results:

results: []
# end

- r

? k
: v

- &a {b: c}

- z: &a d

- *a

- e: *a

  d: *a

  d: [

- ]

  f: {g: h,
i: j}

---

...

	- t

-

-	t: u

  g: h # i

 j: k

- - x: y

"items":

items :

- !!map
  k: &b l

m: *b

- ? n
  : o`, "\n\n")

// TestReadRandomLines reads lists of random lines, in the way of FuzzRead.
func TestReadRandomLines(t *testing.T) {
	reads := map[string]int{}
	for seed := range uint64(4_000) {
		r := rand.New(rand.NewPCG(seed, 1))
		var in bytes.Buffer
		in.WriteString("apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n")
		if r.IntN(3) > 0 {
			in.WriteString([]string{"items:\n- first: item\n", "items:\n  - first: item\n"}[r.IntN(2)])
		}
		for range r.IntN(9) {
			in.WriteString(fragments[r.IntN(len(fragments))] + "\n")
		}
		if r.IntN(8) == 0 {
			in.Truncate(in.Len() - 1)
		}
		how := checkRead(t, in.Bytes())
		reads[how]++
		if t.Failed() {
			t.Fatalf("seed %d:\n%s", seed, in.Bytes())
		}
	}
	for _, how := range []string{"by lines", "by nodes", "anew", "wrong"} {
		if reads[how] < 5 {
			t.Errorf("%d lists read %s: the test has lost its point", reads[how], how)
		}
	}
	t.Log(reads)
}
