package manifest

import (
	"encoding/base64"
	"maps"
	"strings"
	"unicode/utf8"

	"github.com/graylane/graylane/pkg/model"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// configMap reads the text of a ConfigMap, without its binaryData
// (https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object).
func (r *reader) configMap() *model.Configuration {
	return &model.Configuration{Object: r.object, Source: model.ConfigMap, Data: r.root.get("data").labels()}
}

// secret reads the text of a Secret: its data, and its stringData, which wins where both have a key
// (https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data).
func (r *reader) secret() *model.Configuration {
	data, plain := r.root.get("data").decoded(), r.root.get("stringData").labels()
	if data == nil {
		data = plain
	} else {
		maps.Copy(data, plain)
	}
	secret := &model.Configuration{Object: r.object, Source: model.Secret, Data: data}
	for key := range plain {
		if secret.Fields == nil {
			secret.Fields = map[string]string{}
		}
		secret.Fields[key] = "stringData"
	}
	return secret
}

// decoded is a mapping of texts in base64, without those that are none; nil when there is none. What aliases
// stand for is decoded once, since it may be long and they may be many.
func (n node) decoded() model.Labels {
	var out model.Labels
	known := map[*yaml.Node]*string{}
	n.each(func(key string, value node) {
		text, seen := known[value.Node]
		if !seen {
			text = decodedText(value.text())
			known[value.Node] = text
		}
		if text == nil {
			delete(out, key) // a repeated key, whose last value counts
			return
		}
		if out == nil {
			out = model.Labels{}
		}
		out[key] = *text
	})
	return out
}

// decodedText is the UTF-8 text that a value in base64 stands for, whatever white space it is broken with; nil
// when there is none.
func decodedText(value string) *string {
	if strings.ContainsAny(value, " \t") {
		value = strings.Join(strings.Fields(value), "")
	}
	raw, err := base64.StdEncoding.DecodeString(value) // ignores newlines itself
	if err != nil || !utf8.Valid(raw) {
		return nil
	}
	text := string(raw)
	return &text
}
