// Package sbom writes software bills of materials in SPDX 2.3, as JSON: of an archive with the program in it, and of a
// container image. What a program is made of is read from the program itself, as Go recorded it; the licences come from
// package notice. Times, names and order depend on nothing but what goes in.
package sbom
