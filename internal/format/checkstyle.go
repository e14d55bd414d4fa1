package format

import (
	"encoding/xml"
	"io"

	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

type (
	checkstyleLog struct {
		XMLName xml.Name         `xml:"checkstyle"`
		Version string           `xml:"version,attr"`
		Files   []checkstyleFile `xml:"file"`
	}
	checkstyleFile struct {
		Name   string            `xml:"name,attr"`
		Errors []checkstyleError `xml:"error"`
	}
	checkstyleError struct {
		Line     int    `xml:"line,attr"`
		Column   int    `xml:"column,attr,omitempty"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
)

// Checkstyle writes the report of Checkstyle's XML logger, which many programs
// read. Files are named relative to the working directory, columns are in
// characters.
func Checkstyle(w io.Writer, r *result.Result, opts Options) error {
	lines := newLines(opts)
	log := checkstyleLog{Version: "4.3"} // of the format: the one that readers expect
	index := make(map[string]int)
	add := func(check, severity, text string, rng result.Range) {
		name := noPlace
		if rng.File != "" {
			name = r.Rel(rng.File)
		}
		i, ok := index[name]
		if !ok {
			i = len(log.Files)
			index[name] = i
			log.Files = append(log.Files, checkstyleFile{Name: name})
		}
		file := &log.Files[i]
		file.Errors = append(file.Errors, checkstyleError{
			Line: max(rng.Line, 1), Column: lines.character(rng.File, rng.Line, rng.Column),
			Severity: severity, Message: text, Source: "crossslotlint." + check,
		})
	}
	for _, f := range r.Findings {
		add(f.Check, levelOf(f.Certainty).checkstyle, f.Message, f.Range)
	}
	for _, f := range r.Failures {
		add(failureCheck, failure.checkstyle, failureMessage(f), f.Range)
	}
	data, err := xml.MarshalIndent(log, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, xml.Header+string(quote.XML(data))+"\n")
	return err
}
