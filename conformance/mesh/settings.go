package mesh

import (
	"fmt"
	"math"
	"slices"

	clusterv3 "github.com/envoyproxy/go-control-plane/envoy/config/cluster/v3"
	corev3 "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	routev3 "github.com/envoyproxy/go-control-plane/envoy/config/route/v3"
	faultv3 "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/fault/v3"

	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/pkg/networking/core/route/retry"
	"istio.io/istio/pkg/wellknown"
)

// settingsOf is what a route does besides choosing where a request lands, each as a word:
//
//	timeout=3s
//	retries=5              attempts beside the first
//	rewrite=/path          of a prefix, or of the whole path
//	authority=HOST         in place of the Host that was sent
//	abort=503:10%          a fault
//	delay=2s:10%           a fault
//	mirror=HOST/SUBSET:20% a copy of the requests
//	response:NAME=VALUE    a header of the response, set or added; without =VALUE removed
func settingsOf(r *routev3.Route) ([]string, error) {
	action := r.GetRoute()
	words := responses(r.ResponseHeadersToAdd, r.ResponseHeadersToRemove)
	if d := action.GetTimeout().AsDuration(); d != 0 {
		words = append(words, "timeout="+d.String())
	}
	if n := action.GetRetryPolicy().GetNumRetries().GetValue(); n != retry.DefaultPolicy().NumRetries.GetValue() {
		words = append(words, fmt.Sprint("retries=", n))
	}
	if path := action.GetPrefixRewrite(); path != "" {
		words = append(words, "rewrite="+path)
	}
	if rewrite := action.GetRegexRewrite(); rewrite != nil {
		words = append(words, "rewrite="+rewrite.Substitution)
	}
	if host := action.GetHostRewriteLiteral(); host != "" {
		words = append(words, "authority="+host)
	}
	for _, m := range action.GetRequestMirrorPolicies() {
		_, subset, host, _ := model.ParseSubsetKey(m.Cluster)
		share := m.GetRuntimeFraction().GetDefaultValue()
		words = append(words, fmt.Sprintf("mirror=%s/%s:%g%%", host, subset, float64(share.GetNumerator())/10000))
	}
	faults, err := faultsOf(r)
	return append(words, faults...), err
}

// faultsOf are the faults that a route injects.
func faultsOf(r *routev3.Route) (words []string, err error) {
	packed := r.TypedPerFilterConfig[wellknown.Fault]
	if packed == nil {
		return nil, nil
	}
	fault := &faultv3.HTTPFault{}
	if err := packed.UnmarshalTo(fault); err != nil {
		return nil, fmt.Errorf("the fault of a route: %w", err)
	}
	if abort := fault.GetAbort(); abort != nil {
		words = append(words, fmt.Sprintf("abort=%d:%g%%", abort.GetHttpStatus(), float64(abort.GetPercentage().GetNumerator())/10000))
	}
	if delay := fault.GetDelay(); delay != nil {
		words = append(words, fmt.Sprintf("delay=%s:%g%%", delay.GetFixedDelay().AsDuration(), float64(delay.GetPercentage().GetNumerator())/10000))
	}
	return words, nil
}

// responses are what becomes of the headers of a response.
func responses(add []*corev3.HeaderValueOption, remove []string) (words []string) {
	for _, option := range add {
		words = append(words, "response:"+option.GetHeader().GetKey()+"="+option.GetHeader().GetValue())
	}
	for _, name := range remove {
		words = append(words, "response:"+name)
	}
	return words
}

// policies is what a cluster has of the trafficPolicy of its DestinationRule, where it is not Istio's default:
//
//	connections=7   at most
//	outlier=3       errors in a row, after which a pod is left out
//	lb=ROUND_ROBIN
func policies(c *clusterv3.Cluster) (words []string) {
	for _, t := range c.GetCircuitBreakers().GetThresholds() {
		if n := t.GetMaxConnections().GetValue(); n != math.MaxUint32 && t.MaxConnections != nil {
			words = append(words, fmt.Sprint("connections=", n))
		}
	}
	outlier := c.GetOutlierDetection()
	for _, n := range []uint32{outlier.GetConsecutive_5Xx().GetValue(), outlier.GetConsecutiveGatewayFailure().GetValue()} {
		if n > 0 {
			words = append(words, fmt.Sprint("outlier=", n))
		}
	}
	istios := []clusterv3.Cluster_LbPolicy{clusterv3.Cluster_LEAST_REQUEST, clusterv3.Cluster_CLUSTER_PROVIDED}
	if !slices.Contains(istios, c.LbPolicy) {
		words = append(words, "lb="+c.LbPolicy.String())
	}
	return words
}
