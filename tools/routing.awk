# Prints the Istio routing of a kustomize build, and what it was added to, in one line.
function flush() {
	if (routing) {
		printf "%s%s", added == "" ? "" : "---\n", doc
		added = added (added == "" ? "" : ", ") kind " " name
		n++
	} else if (doc != "") {
		others++
	}
	doc = kind = name = ""
	routing = 0
}
/^---$/ { flush(); next }
/^kind: / { kind = $2; routing = kind == "DestinationRule" || kind == "VirtualService" }
/^  name: / && name == "" { name = $2 }
{ doc = doc $0 "\n" }
END {
	flush()
	printf "\n# graylane read %d resources and added %d: %s\n", others, n, added
}
