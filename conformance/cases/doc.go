// Package cases lists the applications that graylane is proven on, and asks graylane about them: the examples of the
// repository, the cases of testdata/apps, and the real applications in the directory that GRAYLANE_CORPUS names, each of
// these as it is and once more with a second version of every Deployment, so that there are lanes to prove.
package cases
