package telemetry

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
)

// Answer is what an API of Prometheus says beside the samples (https://prometheus.io/docs/prometheus/latest/querying/api/).
type Answer struct {
	Series   int      // samples
	Warnings []string // of an answer that is partial, for instance
}

// answer is the JSON of an instant query.
type answer struct {
	Status    string   `json:"status"`
	ErrorType string   `json:"errorType"`
	Error     string   `json:"error"`
	Warnings  []string `json:"warnings"`
	Data      *struct {
		ResultType string `json:"resultType"`
		Result     []struct {
			Metric map[string]string  `json:"metric"`
			Value  [2]json.RawMessage `json:"value"`
		} `json:"result"`
	} `json:"data"`
}

// ReadAnswer reads the answer of Prometheus to an instant query. Metric is what the samples count where they have no name, since a query
// takes it away; empty where they have. Keep is called for each record.
func ReadAnswer(text []byte, metric string, keep func(Record)) (Answer, Report, error) {
	c := &collector{keep: keep}
	var a answer
	if err := json.Unmarshal(text, &a); err != nil {
		return Answer{}, c.report, fmt.Errorf("it is no answer of Prometheus: %w", plain(err, text))
	}
	told := Answer{Warnings: a.Warnings}
	switch {
	case a.Status == "error":
		return told, c.report, fmt.Errorf("%s: %s", a.ErrorType, a.Error)
	case a.Status != "success" || a.Data == nil:
		return told, c.report, errors.New("it is no answer of Prometheus: it has no status and data")
	case a.Data.ResultType != "vector":
		return told, c.report, fmt.Errorf("the answer is a %q, and not the vector of an instant query", a.Data.ResultType)
	}
	told.Series = len(a.Data.Result)
	for _, sample := range a.Data.Result {
		named := metric
		if own := sample.Metric["__name__"]; own != "" {
			named = own
		}
		var value string
		number, err := 0.0, json.Unmarshal(sample.Value[1], &value)
		if err == nil {
			number, err = strconv.ParseFloat(value, 64)
		}
		if err != nil || !c.metric(sample.Metric, named, number) {
			c.pass(unread)
		}
	}
	return told, c.report, nil
}

// Metrics reads metrics in a file: an answer of Prometheus, or what it scrapes.
func Metrics(text []byte, _ Options, keep func(Record)) (Report, error) {
	if isJSON(text) {
		told, report, err := ReadAnswer(text, "", keep)
		if err == nil && report.Kept == 0 && told.Series > 0 {
			err = fmt.Errorf("its samples are not of %s, %s or %s: a query that changes them takes their name away", IstioRequests, IstioConnections, ServiceGraph)
		}
		return report, err
	}
	return exposition(text, keep)
}
