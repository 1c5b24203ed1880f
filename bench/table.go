package main

import (
	"fmt"
	"os"
	"text/tabwriter"
)

// print prints the rows: the ratios first, then how each grows from one size to the next, then the figures.
func print(rows []row, runs int) {
	fmt.Printf("graylane and the identity function on kyaml's framework: medians of %d runs each, in turns\n\n", runs)
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\tinput\t\tgraylane : identity\t\tgrowth\t\t\tgraylane\t\tidentity\t\t")
	fmt.Fprintln(w, "resources\tMB\t\ttime\tmemory\tinput\ttime\tmemory\ts\tMB\ts\tMB\t")
	for i, r := range rows {
		growth := "\t\t"
		if i > 0 {
			before := rows[i-1]
			growth = fmt.Sprintf("×%.1f\t×%.1f\t×%.1f",
				float64(r.bytes)/float64(before.bytes),
				r.graylane.wall.Seconds()/before.graylane.wall.Seconds(),
				float64(r.graylane.peak)/float64(before.graylane.peak))
		}
		fmt.Fprintf(w, "%d\t%.1f\t\t%.2f\t%.2f\t%s\t%.2f\t%.0f\t%.2f\t%.0f\t\n",
			3*r.apps, mega(r.bytes),
			r.graylane.wall.Seconds()/r.identity.wall.Seconds(), float64(r.graylane.peak)/float64(r.identity.peak),
			growth,
			r.graylane.wall.Seconds(), mega(r.graylane.peak), r.identity.wall.Seconds(), mega(r.identity.peak))
	}
	w.Flush()
}

func mega(bytes int64) float64 { return float64(bytes) / 1e6 }
