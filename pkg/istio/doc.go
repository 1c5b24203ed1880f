// Package istio turns a plan into Istio resources: for each planned Service a DestinationRule with its
// subsets and, where anything calls it, a VirtualService with its rules. It decides nothing about lanes;
// it knows how Istio wants rules to be written for each protocol and what must stand in every field.
//
// It is the only importer of istio.io/api. It imports diag, api, model and lane.
package istio
