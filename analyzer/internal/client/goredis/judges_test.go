package goredis

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// commandsOf returns the commands that a row's method sends: Run tries EVALSHA
// first, Watch ends with UNWATCH, and SetNX without a time to live was SETNX.
func commandsOf(m *method) []string {
	switch {
	case m.on == onScript && m.Kind == client.Script:
		return []string{m.Command, strings.Replace(m.Command, "SHA", "", 1)}
	case m.Name == "SetNX":
		return []string{m.Command, "SETNX"}
	case m.Kind == client.Watch:
		return []string{m.Command, "UNWATCH"}
	}
	return []string{m.Command}
}

// begins reports whether the words are a call of a command, which may have a
// subcommand.
func begins(words []string, name string) bool {
	n := len(strings.Fields(name))
	return len(words) >= n && strings.EqualFold(strings.Join(words[:n], " "), name)
}

// specOf returns the command from the table of commands.
func specOf(words []string) (*command.Command, bool) {
	sub := ""
	if len(words) > 1 {
		sub = words[1]
	}
	return command.Lookup(words[0], sub)
}

// tableKeys returns the keys by the table of commands.
func tableKeys(c *command.Command, words []string) ([]string, error) {
	places, ok := c.Keys(len(words), func(i int) (string, bool) { return words[i], true })
	if !ok {
		return nil, errors.New("the table of commands knows no keys")
	}
	var keys []string
	for _, k := range places {
		if !k.Pattern {
			keys = append(keys, words[k.Index])
		}
	}
	return keys, nil
}

// functionKeys returns the keys of the commands of RedisGears 2, which is
// discontinued and in no table:
//
//	TFCALL <library name>.<function name> <numkeys> [key ...] [arg ...]
//	TFUNCTION LOAD | DELETE | LIST ...
func functionKeys(words []string) (keys []string, ok bool) {
	switch words[0] {
	case "TFCALL", "TFCALLASYNC":
		n, err := strconv.Atoi(words[2])
		if err != nil || n > len(words)-3 {
			return nil, false
		}
		return words[3 : 3+n], true
	case "TFUNCTION":
		return nil, true
	}
	return nil, false
}

// errUnknown is the answer of a server that does not know a command, or not
// with so many arguments.
var errUnknown = errors.New("the server does not know the command")

// askKeys asks the server for the keys of all commands in the list.
func askKeys(srv *redistest.Conn, list []call) (func(words []string) ([]string, error), error) {
	text := func(words []string) string { return strings.Join(words, "\x00") }
	var ask [][]string
	answers := make(map[string]any)
	for _, c := range list {
		for _, words := range c.Sent {
			if _, ok := answers[text(words)]; !ok {
				answers[text(words)] = nil
				ask = append(ask, slices.Concat([]string{"COMMAND", "GETKEYS"}, words))
			}
		}
	}
	replies, err := srv.Pipeline(ask)
	if err != nil {
		return nil, err
	}
	for i, r := range replies {
		answers[text(ask[i][2:])] = r
	}
	return func(words []string) ([]string, error) {
		switch r := answers[text(words)].(type) {
		case redistest.Error:
			switch msg := string(r); {
			case strings.Contains(msg, "The command has no key arguments"),
				strings.Contains(msg, "wrong number of arguments for 'command|getkeys'"): // a command of one word
				return nil, nil
			case strings.Contains(msg, "Invalid command specified"),
				strings.Contains(msg, "Invalid number of arguments"):
				return nil, errUnknown
			}
			return nil, r
		case []any:
			var keys []string
			for _, k := range r {
				keys = append(keys, fmt.Sprint(k))
			}
			return keys, nil
		default:
			return nil, fmt.Errorf("answer %v", r)
		}
	}, nil
}

// sameKeys compares without order: the server names the destination first.
func sameKeys(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}
