package slottool

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/slottool/keyio"
	"github.com/crossslotlint/crossslotlint/slot"
)

const (
	ofSummary = `Usage: crossslotlint slot of [flags] [keys]

Prints a line for each key: its slot, its hash tag with the braces (or -), and
the key, with tabs in between. A key that a terminal could not show is printed
in quotes, as redis-cli does.
`
	sameSummary = `Usage: crossslotlint slot same [flags] [keys]

Tells whether the keys share a slot, so that they could go into one command,
transaction or script. The exit status is 0 if they do, and 3 if they do not.
`
	splitSummary = `Usage: crossslotlint slot split [flags] [keys]

Groups the keys by slot, as a client splits a command such as MGET, DEL or
UNLINK: a line for each slot, in the order of the first keys, with the slot, a
tab, and its keys. All keys are held in memory.
`
)

// each calls f for each key of the arguments, or of standard input if there are
// none. The text of the key is valid until f returns.
func (e *env) each(format *keyio.Format, f func(keyio.Key) error) error {
	if err := checkFormat(format); err != nil {
		return err
	}
	if len(e.args) > 0 {
		if *format != (keyio.Format{}) {
			return usagef("-0 and -quoted are for keys of standard input, and there are keys on the command line")
		}
		for _, a := range e.args {
			if err := f(keyio.Key{Text: []byte(a), Size: int64(len(a)), Slot: slot.Of(a)}); err != nil {
				return err
			}
		}
		return nil
	}
	r := keyio.NewReader(e.stdin, *format)
	for n := 1; ; n++ {
		k, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("standard input: %w", err)
		}
		if k.Size > int64(len(k.Text)) {
			return fmt.Errorf("standard input: key %d is longer than 1 MiB; slot count takes such keys", n)
		}
		if err := f(k); err != nil {
			return err
		}
	}
}

// A jsonKey is a key as JSON: a string, or {"base64": "..."} if it is no UTF-8.
type jsonKey string

func (k jsonKey) MarshalJSON() ([]byte, error) {
	if utf8.ValidString(string(k)) {
		var out bytes.Buffer
		enc := json.NewEncoder(&out)
		enc.SetEscapeHTML(false) // as the encoder around this
		err := enc.Encode(string(k))
		return out.Bytes(), err
	}
	return json.Marshal(map[string][]byte{"base64": []byte(k)})
}

func jsonFlag(fs *flag.FlagSet, what string) *bool {
	return fs.Bool("json", false, "print JSON: "+what+"; a key that is no UTF-8 is {\"base64\": \"...\"}")
}

// jsonLines returns a function that writes one value a line.
func jsonLines(w io.Writer) func(any) error {
	return func(v any) error {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(v); err != nil {
			return err
		}
		_, err := w.Write(quote.JSON(b.Bytes()))
		return err
	}
}

func defineOf(fs *flag.FlagSet) func(*env) (int, error) {
	format := formatFlags(fs)
	asJSON := jsonFlag(fs, `a line {"key", "slot", "tag"} for each key, without "tag" if there is none`)
	return func(e *env) (int, error) {
		out := bufio.NewWriter(e.stdout)
		line := jsonLines(out)
		err := e.each(format, func(k keyio.Key) error {
			key := string(k.Text)
			tag, tagged := slot.Tag(key)
			if *asJSON {
				row := struct {
					Key  jsonKey  `json:"key"`
					Slot uint16   `json:"slot"`
					Tag  *jsonKey `json:"tag,omitempty"`
				}{Key: jsonKey(key), Slot: k.Slot}
				if tagged {
					row.Tag = (*jsonKey)(&tag)
				}
				return line(row)
			}
			shown := "-"
			if tagged {
				shown = keyio.Show("{" + tag + "}")
			}
			_, err := fmt.Fprintf(out, "%d\t%s\t%s\n", k.Slot, shown, keyio.Show(key))
			return err
		})
		return statusOK, cmp.Or(out.Flush(), err)
	}
}

func defineSame(fs *flag.FlagSet) func(*env) (int, error) {
	format := formatFlags(fs)
	asJSON := jsonFlag(fs, `{"same", "keys", "slots"}, the number of keys, and each slot with its first key`)
	return func(e *env) (int, error) {
		type slotKey struct {
			Slot uint16  `json:"slot"`
			Key  jsonKey `json:"key"`
		}
		var (
			seen  [slot.Count]bool
			slots []slotKey
			keys  int
		)
		err := e.each(format, func(k keyio.Key) error {
			keys++
			if !seen[k.Slot] {
				seen[k.Slot] = true
				slots = append(slots, slotKey{k.Slot, jsonKey(k.Text)})
			}
			return nil
		})
		if err != nil {
			return statusOK, err
		}
		if keys == 0 {
			return statusOK, usagef("there are no keys")
		}
		status := statusOK
		if len(slots) > 1 {
			status = statusNo
		}
		out := bufio.NewWriter(e.stdout)
		switch {
		case *asJSON:
			err = jsonLines(out)(struct {
				Same  bool      `json:"same"`
				Keys  int       `json:"keys"`
				Slots []slotKey `json:"slots"`
			}{len(slots) == 1, keys, slots})
		case len(slots) == 1 && keys == 1:
			fmt.Fprintf(out, "yes: the only key is in slot %d\n", slots[0].Slot)
		case len(slots) == 1:
			fmt.Fprintf(out, "yes: all %d keys are in slot %d\n", keys, slots[0].Slot)
		default:
			fmt.Fprintf(out, "no: %d keys are in %d slots\n", keys, len(slots))
			for i, s := range slots {
				if i == maxListed {
					fmt.Fprintf(out, "and %d slots more\n", len(slots)-i)
					break
				}
				fmt.Fprintf(out, "%d\t%s\n", s.Slot, keyio.Show(string(s.Key)))
			}
		}
		return status, cmp.Or(out.Flush(), err)
	}
}

// maxListed is how many slots a no lists.
const maxListed = 20

func defineSplit(fs *flag.FlagSet) func(*env) (int, error) {
	format := formatFlags(fs)
	asJSON := jsonFlag(fs, `a line {"slot", "keys", "index"} for each slot; the indices are the places of the keys in the input, from 0`)
	prefix := fs.String("command", "", "print, in place of the slot, this `command` before the keys, for redis-cli -c: -command DEL")
	return func(e *env) (int, error) {
		if *asJSON && *prefix != "" {
			return statusOK, usagef("-json and -command exclude each other")
		}
		var keys []string
		err := e.each(format, func(k keyio.Key) error {
			keys = append(keys, string(k.Text))
			return nil
		})
		if err != nil {
			return statusOK, err
		}
		out := bufio.NewWriter(e.stdout)
		line := jsonLines(out)
		for _, g := range slot.GroupKeys(keys) {
			if *asJSON {
				group := make([]jsonKey, len(g.Keys))
				for i, k := range g.Keys {
					group[i] = jsonKey(k)
				}
				line(struct {
					Slot  uint16    `json:"slot"`
					Keys  []jsonKey `json:"keys"`
					Index []int     `json:"index"`
				}{g.Slot, group, g.Index})
				continue
			}
			words := make([]string, len(g.Keys))
			for i, k := range g.Keys {
				words[i] = argument(k)
			}
			if *prefix != "" {
				fmt.Fprintf(out, "%s %s\n", *prefix, strings.Join(words, " "))
			} else {
				fmt.Fprintf(out, "%d\t%s\n", g.Slot, strings.Join(words, " "))
			}
		}
		return statusOK, out.Flush()
	}
}

// argument spells a key as redis-cli reads arguments on its standard input.
func argument(key string) string {
	if strings.ContainsAny(key, " '\"\\") {
		return keyio.Quote(key)
	}
	return keyio.Show(key)
}
