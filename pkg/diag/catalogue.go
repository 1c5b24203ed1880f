package diag

// Code is the stable name of a kind of finding: GL, two digits for the group, two for the
// finding. Groups: 01 configuration, 02 input, 03 versions and lanes, 04 calls, 05 what is
// already there, 06 what cannot be steered. A code is never reused.
type Code string

// The codes. The catalogue below says what each one means.
const (
	ConfigInvalid      Code = "GL0101"
	ConfigUnknownField Code = "GL0102"
	ConfigDuplicate    Code = "GL0104"
	ConfigUnmatched    Code = "GL0105"

	InputNotYAML      Code = "GL0201"
	InputNotObject    Code = "GL0202"
	InputDuplicateKey Code = "GL0203"
	InputWrongType    Code = "GL0204"
	InputDuplicate    Code = "GL0205"
	InputPlaceholder  Code = "GL0206"
	InputEmpty        Code = "GL0207"
	InputPort         Code = "GL0208"
	InputUnrendered   Code = "GL0209"

	SuppressionUnclear  Code = "GL0210"
	SuppressionUnknown  Code = "GL0211"
	SuppressionNoReason Code = "GL0212"
	SuppressionOfError  Code = "GL0213"
	SuppressionUnused   Code = "GL0214"

	InputReadInPart Code = "GL0215"

	NoVersionLabel     Code = "GL0301"
	PodsWithoutVersion Code = "GL0302"
	BaselineUnknown    Code = "GL0303"
	BaselineMissing    Code = "GL0304"
	SubsetCollision    Code = "GL0305"
	Gap                Code = "GL0306"
	VersionScaledDown  Code = "GL0307"
	SelectorPinned     Code = "GL0308"
	SubsetName         Code = "GL0309"
	LaneWithoutVersion Code = "GL0310"
	VersionInTwoLanes  Code = "GL0311"
	Cloned             Code = "GL0312"
	CloneRefused       Code = "GL0313"
	CloneOfConsumer    Code = "GL0314"
	VersionOnObject    Code = "GL0315"
	UnlabelledBase     Code = "GL0316"
	LaneOfTwoVersions  Code = "GL0317"
	ValueInTwoLanes    Code = "GL0318"
	LaneShared         Code = "GL0319"
	WorkloadElsewhere  Code = "GL0320"

	Uncalled           Code = "GL0401"
	CallerAmbiguous    Code = "GL0402"
	HostRenamed        Code = "GL0403"
	EntryUnsteered     Code = "GL0404"
	CallSkipsLane      Code = "GL0405"
	CallerNoSidecar    Code = "GL0406"
	NamespaceAssumed   Code = "GL0407"
	EntryHeader        Code = "GL0408"
	VersionUncalled    Code = "GL0409"
	VersionUnreachable Code = "GL0410"
	AppTLS             Code = "GL0411"
	EntryInvalid       Code = "GL0412"
	EntryUnserved      Code = "GL0413"
	LaneLeak           Code = "GL0414"
	CallIdle           Code = "GL0415"

	VirtualServiceConflict  Code = "GL0501"
	DestinationRuleConflict Code = "GL0502"
	NameTaken               Code = "GL0503"
	RoutingOwnedElsewhere   Code = "GL0504"
	RuleHidden              Code = "GL0505"
	SubsetsHidden           Code = "GL0506"
	PolicyTakenOver         Code = "GL0507"
	TemplateInvalid         Code = "GL0508"
	TemplatePinned          Code = "GL0509"
	GatewayLabels           Code = "GL0510"
	NoDefaultRoute          Code = "GL0511"
	UnknownSubset           Code = "GL0512"
	MissingDelegate         Code = "GL0513"
	WeightsNot100           Code = "GL0514"
	EntryHostTaken          Code = "GL0515"
	HeaderNotSet            Code = "GL0516"
	SecondVirtualService    Code = "GL0517"
	TemplateGone            Code = "GL0518"
	GeneratedOutdated       Code = "GL0519"

	Headless        Code = "GL0601"
	NotRouted       Code = "GL0602"
	NamespaceNeeded Code = "GL0603"
)

// Entry describes a code: Title for lists, Message as a format for [New], Remedy as the
// sentence of what to do, Why for the documentation.
type Entry struct {
	Code     Code
	Severity Severity
	Title    string
	Message  string
	Remedy   string
	Why      string
}

// Catalogue is every code, in order.
func Catalogue() []Entry {
	return []Entry{
		{ConfigInvalid, Error, "Wrong value in the configuration",
			"%s.", "Correct the field; graylane schema prints what each field takes.",
			"A field of the GrayRelease has the wrong type or a value it does not take. Nothing is generated from a configuration that is half understood."},
		{ConfigUnknownField, Error, "Unknown field in the configuration",
			"There is no field %s.", "Correct its name or remove it; graylane schema prints the fields.",
			"A misspelt field would otherwise be silently ignored."},
		{ConfigDuplicate, Error, "More than one configuration",
			"There is more than one GrayRelease: %s.", "Keep one of them, or name one with --config; of several applications, read one at a time.",
			"A run has one configuration."},
		{ConfigUnmatched, Warning, "Configuration that matches nothing",
			"It names %q, and nothing in the input is that.", "Correct the name, or add what it names to the input.",
			"A call or a version that the configuration declares has no counterpart among the resources, so it has no effect."},

		{InputNotYAML, Error, "Input that is no YAML",
			"This is no YAML: %s.", "Correct the file, or leave it out.",
			"Whatever stands in the document is unknown, so the routing would be planned from a part of the application."},
		{InputNotObject, Error, "Input that is no Kubernetes object",
			"This is no Kubernetes object: %s.", "Give it an apiVersion, a kind and a metadata.name, or leave it out.",
			"Only Kubernetes objects can be read and passed on."},
		{InputDuplicateKey, Warning, "Key that stands twice",
			"The key %s stands twice in one mapping; the last value counts.", "Remove one of them.",
			"Parsers disagree about repeated keys, and Kubernetes may reject them."},
		{InputWrongType, Warning, "Label value that is no string",
			"The value of %s is %s, which is no string.", "Put the value in quotes; Kubernetes rejects labels of another type.",
			"YAML reads 1, 1.10, yes and null as other types. graylane takes the value as written."},
		{InputDuplicate, Warning, "Object that stands twice",
			"There is more than one %s; the last one counts.", "Remove one of them, or read the variants of an application one at a time.",
			"Two objects of one kind, namespace and name cannot both be applied."},
		{InputPlaceholder, Warning, "Placeholder where a value is needed",
			"The value of %s is %s, a placeholder.", "Render the manifests first: labels and selectors decide which pods a Service has.",
			"What stands for the placeholder decides about versions and selectors; graylane takes it as written."},
		{InputEmpty, Warning, "Input without objects",
			"There is no Kubernetes object in %s.", "Check the path, or the program whose output it is.",
			"In a pipe, a program that failed looks like an application without objects."},
		{InputPort, Warning, "Port that is no port number",
			"The port %s of %s is no number from 1 to 65535, so the port is left out.", "Correct it.",
			"Rules name ports by their numbers, and Kubernetes rejects a Service with such a port."},
		{InputUnrendered, Info, "Directory above kustomizations",
			"%s has no kustomization file, so what is below it is read file by file, and %s is not rendered.", "Name the directory of the kustomization to have it rendered.",
			"A kustomization may rename, patch and leave out what stands in the files beside it, and an application of several overlays is there several times."},
		{SuppressionUnclear, Warning, "Suppression that cannot be read",
			"The line %s of the annotation graylane.dev/suppress is not a code, a colon and a reason.", "Write one CODE: reason a line, as GL0401: nothing calls it yet.",
			"What cannot be read suppresses nothing."},
		{SuppressionUnknown, Warning, "Suppression of a code that does not exist",
			"The annotation graylane.dev/suppress names the code %s, which does not exist.", "Correct it; graylane docs diagnostics lists the codes.",
			"A code that is misspelt suppresses nothing."},
		{SuppressionNoReason, Warning, "Suppression without a reason",
			"The annotation graylane.dev/suppress gives no reason for %s, so such findings are reported.", "Write the reason behind the code and a colon.",
			"Whoever reads the manifest later has to know whether the reason still holds."},
		{SuppressionOfError, Warning, "Suppression of an error",
			"The annotation graylane.dev/suppress names %s, which is an error here: it keeps the run from generating anything, and is reported.", "Mend the error; only warnings and infos can be suppressed.",
			"An error means that graylane cannot go on. Nobody would see why nothing is generated if it did not say so."},
		{SuppressionUnused, Info, "Suppression that matches nothing",
			"The annotation graylane.dev/suppress names %s, and %s.", "Remove the line, or correct its code.",
			"What was suppressed is mended, or the annotation stands on another object than the finding is about."},
		{InputReadInPart, Warning, "Workload that reads more than graylane does",
			"Its variables, arguments and files stand for more than %s MiB, so not all of them were read.", "Declare the calls that are missing in spec.calls.add, or leave out variables that repeat a whole ConfigMap.",
			"A short list may stand for a very long text, such as a thousand variables that are each the same key of a ConfigMap. Calls that only the rest shows are not known."},

		{NoVersionLabel, Warning, "No version label",
			"No pod template has the label %s, so there are no versions to tell apart; %s.", "Name the label that tells versions apart in spec.versionLabel.",
			"Versions are told apart by the label that spec.versionLabel names, version by default."},
		{PodsWithoutVersion, Warning, "Pods without the version label",
			"The pods of %s, which the Service selects beside its versions, lack the label %s and are in no subset.", "Give its pod template the label.",
			"Routes to a subset never reach such pods."},
		{BaselineUnknown, Error, "Baseline that cannot be known",
			"None of the versions %s is a release that could be the baseline.", "Name the baseline in spec.baseline, or with the annotation graylane.dev/baseline on the Service.",
			"The baseline is the lowest release. Words such as blue or canary and pre-releases have no order, and graylane does not guess."},
		{BaselineMissing, Error, "Baseline that no workload has",
			"The baseline %s is none of the versions %s.", "Correct the annotation.",
			"Everything that is in no lane would be sent to pods that do not exist."},
		{SubsetCollision, Error, "Versions with one subset name",
			"The versions %s and %s would both be called %s as a subset.", "Rename one of them.",
			"Subset names are DNS labels, so every other character becomes a hyphen."},
		{Gap, Warning, "Lane that is lost (gap)",
			"%s lost here: %s not in %s, and calls behind it stay on the baseline (%s)%s.", "Deploy it once for each lane with the version label, or let graylane do so (gaps: clone), or pass the lane on in a header (spec.header); a caller that is none goes into spec.calls.ignore.",
			"Rules match the labels of the calling pod. A pod that serves several lanes cannot tell them apart, so a lane ends there: the Services behind it are called as by the baseline, although they have the lane's version. With gaps: error it is an error."},
		{VersionScaledDown, Info, "Version without pods",
			"It has replicas: 0 and no autoscaler, so its version %s is left out.", "Scale it up, or give it an autoscaler.",
			"A route to a subset without pods answers 503."},
		{SelectorPinned, Warning, "Service that selects one version alone",
			"Its selector pins %s to %s, and no Service selects the pods of %s.", "Remove that label from the selector, so that the Service has all versions.",
			"A Service whose selector holds the version label reaches that version alone, whatever the rules say."},
		{SubsetName, Error, "Version that cannot be a subset",
			"The version %q cannot be made the name of a subset.", "Give the pods a version that begins and ends with a letter or digit.",
			"Subset names are DNS labels; a placeholder or a value that Kubernetes itself rejects has none."},
		{LaneWithoutVersion, Error, "Lane whose version nothing has",
			"The lane %s has the version %s here, and %s.", "Correct the version or the name, or deploy it first.",
			"Requests of the lane would be sent to pods that do not exist, or silently stay on the baseline."},
		{VersionInTwoLanes, Error, "Version in two lanes",
			"The version %s of %s is in the lanes %s and %s.", "Leave it in one of them; give the other a version of its own.",
			"Rules match the labels of the calling pod, which cannot be those of two lanes."},
		{Cloned, Info, "Copy that closes a gap",
			"%s, for the lane %s, is a copy of it with one replica%s.", "Deploy that version yourself, and the copy goes; or name yours in spec.lanes.",
			"With gaps: clone, a Deployment of the baseline in which a lane would be lost is deployed once more under the lane's version. The copy is graylane's: it is made anew in each run, and goes when nothing needs it. It differs from the original in its name, its version label, its replicas and the variables that hold the version. Callers without a sidecar that the input does not show reach the copy too. Without the annotation graylane.dev/generated it is yours; where its version orders before the original's, name the baseline then (graylane.dev/baseline)."},
		{CloneRefused, Warning, "Gap that no copy closes",
			"It is not copied for the lane %s: %s.", "Deploy it for the lane yourself, or pass the lane on in a header (spec.header).",
			"With gaps: clone, only a Deployment is copied whose pods may be there twice and can be told apart, and none whose copy would receive requests of other lanes. Of the workloads behind a Service all are copied, or none."},
		{CloneOfConsumer, Warning, "Copy of a consumer",
			"It talks to a queue or a stream (%s), and so does its copy %s: messages that the copy takes do not reach the baseline.", "Let the copy consume under a name of its own, or leave this lane's gap open.",
			"Rules steer requests. Messages go to whoever takes them, whatever the lane."},
		{VersionOnObject, Warning, "Version label on the workload alone",
			"The label %s: %s stands on the %s itself, and its pod template lacks it, so its pods have no version.", "Give the pod template the label as well, in its metadata.labels.",
			"Pods have the labels of the pod template alone, and subsets and sourceLabels look at pods."},
		{UnlabelledBase, Warning, "Base without the version label beside a version",
			"It selects the version %s and also the pods of %s, which lack the label %s: with one version there is nothing to steer, and its traffic is spread over all of these pods.", "Give their pod template the label too, the base v1 for instance.",
			"Only pods that have the label are in a subset, so a new version with the label needs a base with one."},
		{LaneOfTwoVersions, Error, "Lane with two versions of one application",
			"The lane %s has the versions %s and %s of %s.", "Name the lane of each in spec.lanes; a version that no lane names is in the lane of its own value.",
			"A request of the lane would have two places to go to."},
		{ValueInTwoLanes, Error, "Version value in two lanes, with match: lane",
			"With match: lane the version label alone tells lanes apart, and %s is a version in the lanes %s.", "Use match: caller, or give the lanes different values of the label.",
			"A rule of match: lane names no application, so one value means one lane."},
		{LaneShared, Warning, "Version that is in no lane, although the configuration names it",
			"%s is not in the lane %s: %s is its only version, and it gets other requests than those of the lane too.", "Deploy it once more for the lane, or set gaps: clone; it serves the lane without being named here.",
			"A rule for its calls would send those of everybody into the lane."},
		{WorkloadElsewhere, Warning, "Workload without the namespace of its Service",
			"It names no namespace, so it is taken to be in default, where no Service selects its pods; %s would.",
			"Give it the namespace, as a kustomization does with namespace; or say with -n where objects that name none are applied.",
			"A Service selects pods of its own namespace. A workload that it does not select is no version of anything, so a new version is in no lane, and gets no requests."},

		{Uncalled, Warning, "Service that nothing is known to call",
			"Nothing is known to call it, so %s and its traffic is spread over all of its versions: %s.", "Declare its callers in spec.calls.add, or name it in spec.entries if gateways call it; or set spec.uncalled: baseline.",
			"The versions of a Service without rules receive requests in turn."},
		{CallerAmbiguous, Warning, "Caller that labels cannot tell apart",
			"The labels %s also match %s, which is in another lane, so its calls of %s %s.", "Give its pods a label of their own.",
			"A rule matches the labels of the calling pod, so it would catch the other workload too."},
		{HostRenamed, Warning, "Host under a name from before kustomize renamed the Service",
			"Its hosts are names from before kustomize renamed the Services, so %s nothing there: %s.", "kustomize does not rename hosts in values: set the name by a replacement, or leave the Service's name as it is.",
			"A namePrefix or nameSuffix renames Services, and leaves the values that name them as they are."},
		{EntryUnsteered, Warning, "Entry that reaches all versions",
			"%s reaches its versions %s in turn, since it names no subset.", "Name a subset in the routes of the VirtualService for the gateway, or declare the entry in spec.entries in its place.",
			"Rules of the mesh do not apply to traffic that enters past a sidecar."},
		{CallSkipsLane, Warning, "Call of one version's Service",
			"%s calls %s, which has one version alone, although %s has all of them: the call stays on that version in every lane.", "Call the Service that has all versions.",
			"No rule can send a call to another version when its host has only one."},
		{CallerNoSidecar, Warning, "Caller without a sidecar",
			"Its pods have no sidecar (%s), so no rule applies to its calls of %s.", "Give it a sidecar.",
			"sourceLabels are evaluated for each sidecar. A pod without one reaches all versions."},
		{NamespaceAssumed, Info, "Namespace that only hosts name",
			"Hosts name the namespace %q, which no object declares: Services without a namespace are taken to be in it.", "Set metadata.namespace, or render through a kustomization that does.",
			"Manifests without a namespace go where they are applied. Hosts with a namespace would otherwise name nothing."},
		{EntryHeader, Warning, "Entry that lets clients choose the lane",
			"%s sends it requests from outside without removing the lane header %s, so any client can choose its lane.", "Declare the entry in spec.entries, which removes the header; or say that you want it with spec.header.trust.",
			"Services pass on the header that they receive, and rules match it first."},
		{VersionUncalled, Warning, "Version of a lane that nothing in the lane calls",
			"Its version %s gets no requests: nothing in the lane %s is known to call it, and no entry sends requests there.", "Deploy a caller in the lane, send requests there through an entry (spec.entries), or declare the callers in spec.calls.add.",
			"Everything that is in no lane is sent to the baseline, so a version in a lane lives on what the lane sends."},
		{VersionUnreachable, Warning, "Version that no request of its lane comes to",
			"Its version %s gets no requests: %s would send them, but no request of the lane %s comes there%s.", "Let an entry send requests into the lane (spec.entries), or deploy the lane from its entry on.",
			"A lane begins where an entry, or a caller that nothing is known to call, sends requests into it."},
		{AppTLS, Warning, "HTTPS from the application to a port for HTTP",
			"%s calls %s with https at port %s, whose protocol is %s: the sidecar cannot read the encrypted request, so no rule applies to it, and it fails.", "Call it with http and leave encryption to the mesh, or make the port one for https by its name or appProtocol.",
			"The sidecar expects on a port what its protocol says. TLS that the application begins itself hides the request, so that it cannot be routed by path, header or host; rules for TLS need a port for TLS."},
		{EntryInvalid, Error, "Entry that cannot be as declared",
			"The entry cannot be: %s.", "Correct the entry.",
			"An entry of spec.entries names a Service of the input, a port of it that gateways can send to, and versions that pods have."},
		{EntryUnserved, Warning, "Entry that its gateway does not serve",
			"No request for %s comes through the gateway %s: %s.", "Correct the name or the hosts, or let a server of the Gateway have them.",
			"A gateway answers 404 to requests for hosts that none of its servers has, whatever VirtualServices say."},
		{LaneLeak, Warning, "Call that left its lane",
			"Its requests, which are %s, were seen to reach the version %s of %s (%s), although they are meant for %s: %s.", "Look whether the generated resources are applied and both pods have a sidecar; then observe again.",
			"Observed calls show whether the routing holds: a request that is answered by a version of another lane has left its own. Sightings from before the routing was applied tell of what was; graylane observe --update replaces them."},
		{CallIdle, Info, "Call that was not seen",
			"The manifests show calls of it that nobody was seen to make, although the callers were seen: %s.", "Where the call is no longer made, remove it from the manifests, or name it in spec.calls.ignore; where it is rare, observe over a longer window.",
			"A call that nobody makes still decides who is in which lane, and where lanes are lost. Callers that were not seen at all are not told of: what saw the others may not see them."},

		{VirtualServiceConflict, Error, "VirtualService of someone else for the host",
			"%s routes this host in the mesh already, so the run generates nothing.", "Make it a template, by the annotations graylane.dev/template: \"true\" and config.kubernetes.io/local-config: \"true\"; or remove it, bind it to gateways alone, or leave the Service to it with the annotation graylane.dev/ignore.",
			"Istio does not merge two VirtualServices for one host in the mesh: the older wins."},
		{DestinationRuleConflict, Error, "DestinationRule of someone else that cannot be joined",
			"%s is for this host as well and would break its subsets, so the run generates nothing.", "Let it be in the Service's namespace, exported to all callers, without a workloadSelector and with the names of versions for no other pods, or mark the Service with graylane.dev/ignore.",
			"Istio merges the DestinationRules of a host only in one namespace, with equal exportTo and without workloadSelector; one in a caller's namespace, also for a wildcard, hides the subsets there, and every call fails."},
		{NameTaken, Error, "Name that someone else's object has",
			"%s has the name that the generated resource would have, so the run generates nothing.", "Rename it, or mark the Service with graylane.dev/ignore.",
			"graylane overwrites nothing that it reads and did not generate."},
		{RoutingOwnedElsewhere, Error, "Service whose routing another controller writes",
			"%s writes the routing of this Service, so the run generates nothing.", "Leave the Service to one of the two; graylane.dev/ignore on the Service leaves it to the other.",
			"Two writers of one host's routing undo each other's rules."},
		{RuleHidden, Warning, "DestinationRule of someone else that no longer applies",
			"It holds for %s, and Istio takes what is generated for %s in its place, without its %s.", "Put the trafficPolicy and subsets that the host needs into a DestinationRule for the host in the Service's namespace, exported to everybody.",
			"Istio looks in the caller's namespace, the Service's and the root namespace, takes the most specific DestinationRule of the first that has one, and merges it with no other host's or namespace's."},
		{SubsetsHidden, Warning, "DestinationRule of someone else that hides subsets",
			"It hides the subsets of %s from the pods of its namespace: no call from there is known, and one would fail, or land where that rule says.", "Move it into the namespace of the Service, or set istio.exportTo: auto, which keeps the routes out of that namespace.",
			"Istio takes a DestinationRule of the caller's namespace in place of all others for the host. The routes name subsets that it does not have, so requests are answered with 503."},
		{PolicyTakenOver, Info, "trafficPolicy taken over",
			"It holds for %s, and Istio takes what is generated for %s in its place, so that has its trafficPolicy.", "",
			"Istio applies one DestinationRule to a host, the most specific one. What a rule for many hosts says must be said again in one for a single host."},
		{TemplateInvalid, Error, "Template that nothing can be made of",
			"No VirtualService can be made of this template: %s.", "Correct it, or remove the annotation graylane.dev/template.",
			"A template is not applied itself, so the routes in it would be lost without a VirtualService made of it."},
		{TemplatePinned, Warning, "Template whose route names a subset",
			"It sends requests for %s to the subset %s in every lane.", "Leave out the subset, unless that is meant: graylane fills in that of the lane, or of the baseline.",
			"A subset in a template is kept as it stands, so requests leave their lane there."},
		{GatewayLabels, Warning, "Match with gateways and labels of the caller",
			"This match%s names gateways, so Istio ignores its %s: the rule is for every caller.", "Name either of the two in a match; spec.gateways says which gateways a VirtualService is for as a whole.",
			"Of a match for HTTP that names gateways Istio does not read sourceLabels and sourceNamespace, and a delegate's match takes over what its root's names. Matches for TCP and TLS are held to all of them."},
		{NoDefaultRoute, Warning, "VirtualService without a rule for all callers",
			"Each of these rules is for some callers alone, so whoever none of them names reaches all versions of %s.", "Add a last rule, without sourceLabels, sourceNamespace and gateways, that routes to the baseline.",
			"A sidecar is sent only the rules whose sourceLabels, sourceNamespace and gateways match it. One that is left without a rule for a host spreads requests over all of its pods."},
		{UnknownSubset, Warning, "Route to a subset that nothing defines",
			"No DestinationRule defines the subset %q of the host %s, so requests to it are answered with 503.", "Define the subset in a DestinationRule for the host, or correct its name; what another package defines can be given with --context.",
			"Istio keeps a route to an unknown subset, although there is nothing behind it."},
		{MissingDelegate, Warning, "Delegate that is not there",
			"The delegate %s %s; Istio drops a rule without its delegate, and tells its own log alone.", "Add it, or correct its name; a delegate has rules for HTTP, and neither hosts nor gateways. One of another package can be given with --context.",
			"Requests that the rule was for are then taken by the next rule, or by none."},
		{WeightsNot100, Warning, "Weights that do not add up to 100",
			"The weights of these destinations add up to %s, not 100; Istio %s.", "Make them add up to 100, so that they are percentages.",
			"Each destination receives its weight divided by the sum of all weights, so a number that was forgotten or mistyped changes the share of all of them."},
		{EntryHostTaken, Error, "Entry whose host another VirtualService serves",
			"%s serves the host %s at the gateway %s too, so the run generates nothing.", "Remove one of the two, or let them have different hosts or gateways; or remove the entry, and name the subsets in the routes of your own VirtualService.",
			"Istio puts the routes of all VirtualServices for one host of a gateway into one list, and the first match counts: requests would bypass the entry."},
		{HeaderNotSet, Warning, "Service on whose way lanes lose their header",
			"%s is in the way of routes that would set the lane header on calls of it from a lane, so the lane is lost behind it.", "Turn it into a template (graylane.dev/template), remove it, or let the callers set the header themselves.",
			"The header is set by the route that leads to a Service. Istio does not merge two VirtualServices for one host in the mesh."},
		{SecondVirtualService, Warning, "Second VirtualService for a host",
			"%s is a host of %s in the mesh too, and Istio takes the older one alone.", "Put the routes of both into one of them.",
			"Istio does not merge VirtualServices of one host for sidecars, but for delegates: all routes of the newer one are without effect."},
		{TemplateGone, Error, "Template that is gone",
			"It was made of the template %s, and there is no template in the input: what the template says would be lost.", "Let graylane read the template too, which graylane build and kustomize leave out of what they print; or remove this VirtualService with it.",
			"A VirtualService is made anew in each run, of its template."},
		{GeneratedOutdated, Warning, "Generated resource that is not up to date",
			"%s %s.", "Run graylane once more: render the package, write the committed file anew, or look whether the host ran the function at all.",
			"With spec.checkOnly, and with check --generated, graylane compares what it generated earlier with what it would generate now. They differ where manifests were changed afterwards, where a later step renamed or moved them, and where a host skips the function, as kustomize does without --enable-exec. With --generated it is an error."},

		{Headless, Warning, "Headless Service of several versions",
			"It is headless, so its clients choose among the pods of %s themselves, and nothing is generated for it.", "Add a second Service with a cluster IP for the calls that are to follow lanes, or one Service for each version. A Service stays headless until it is deleted and made anew.",
			"The sidecar connects to the address that the client resolved."},
		{NotRouted, Info, "Service without a port that Istio routes",
			"None of its ports carries TCP, so nothing is generated for it.", "",
			"Istio routes TCP and what is built on it."},
		{NamespaceNeeded, Warning, "Service whose namespace is not known",
			"The input does not give its namespace, so %s.", "Set the namespace before graylane runs.",
			"A fully qualified host contains the namespace, and so do all but one of the names that a TLS client may send."},
	}
}

// Find is the entry of a code; false where the catalogue has none.
func Find(code Code) (Entry, bool) {
	for _, e := range Catalogue() {
		if e.Code == code {
			return e, true
		}
	}
	return Entry{}, false
}
