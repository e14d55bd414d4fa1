package schema

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// The states of an Expiry.
const (
	always    = "always"
	never     = "never"
	sometimes = "sometimes"
	unknown   = "unknown"
)

// expiry returns what the uses of a family do with the expiry of its keys.
func (f *family) expiry() Expiry {
	var out Expiry
	maybe, unseen, writes := false, false, false
	sets := make(map[Function]bool) // where an expiry is set
	later := make(map[Function]int) // the last line at which a key that is there gets one
	for _, u := range f.uses {
		in := Function{u.place.Package, u.place.Function}
		if u.Expiry.Expiry == command.Sets {
			sets[in] = true
			if !u.Role.Makes {
				later[in] = max(later[in], u.place.Line)
			}
		}
	}
	for _, u := range f.uses {
		writes = writes || u.Role.Makes
		in := Function{u.place.Package, u.place.Function}
		switch {
		case u.Unseen:
			unseen = true
		case u.Expiry.Expiry == command.Sets:
			out.With = append(out.With, u.place)
			out.Values = append(out.Values, valueOf(u))
			maybe = maybe || !u.Expiry.Known
		case !u.Expiry.Known:
			unseen = true
		case u.Expiry.Expiry == command.Fields:
			out.Fields = true
		case u.Expiry.Expiry == command.Clears && u.Role.Makes && later[in] >= u.place.Line:
			// SET, then EXPIRE; the lines of a script are that of its call.
		case u.Expiry.Expiry == command.Clears && (u.Role.Makes || u.Command == "PERSIST" || u.Command == "GETEX"):
			out.Without = append(out.Without, u.place)
		case u.Expiry.Expiry == command.Keeps && u.Role.Makes && !sets[in]:
			// It makes a key without one, if there is none.
			out.Without = append(out.Without, u.place)
		}
	}
	switch {
	case unseen || maybe || !writes && len(out.With) == 0:
		out.State = unknown
	case len(out.With) == 0:
		out.State = never
	case len(out.Without) == 0:
		out.State = always
	default:
		out.State = sometimes
	}
	slices.Sort(out.Values)
	out.Values = slices.Compact(slices.DeleteFunc(out.Values, func(v string) bool { return v == "" }))
	if out.With != nil {
		out.With = places(out.With)
	}
	if out.Without != nil {
		out.Without = places(out.Without)
	}
	return out
}

// valueOf spells a time to live.
func valueOf(u placed) string {
	switch {
	case u.Expiry.For != 0:
		return duration(u.Expiry.For)
	case seconds.MatchString(u.Expiry.Name):
		n, _ := strconv.ParseInt(seconds.FindStringSubmatch(u.Expiry.Name)[1], 10, 64)
		return duration(time.Duration(n))
	case u.Expiry.Name != "" && u.Expiry.Name != "value": // how the analysis calls what has no name
		return "<" + quote.Text(units.Replace(u.Expiry.Name)) + ">"
	}
	return ""
}

// seconds is a constant duration as a script is given it.
var seconds = regexp.MustCompile(`^([0-9]+)\.(?:Milliseconds|Seconds)\(\)$`)

// units spells the units of durations, which the compiler has made numbers of.
var units = strings.NewReplacer("*3600000000000", "*time.Hour", "*60000000000", "*time.Minute", "*1000000000", "*time.Second", "*1000000", "*time.Millisecond")

// duration spells a duration without the units that are zero: "24h".
func duration(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// carriers are the commands that take a value and its expiry from one key to another.
var carriers = []string{"COPY", "RENAME", "RENAMENX"}

// carry says of families whose values come from another one, or go there, what that one
// says: their type, and whether they have an expiry.
func carry(all []*family, made map[*family]*Family) {
	for range all { // a value may go through several
		changed := false
		for _, f := range all {
			for m := range f.meets {
				if to := made[f]; to.Type == "" && slices.Contains(carriers, m.in) && made[m.other] != nil && made[m.other].Type != "" {
					to.Type, changed = made[m.other].Type, true
				}
			}
		}
		if !changed {
			break
		}
	}
	for _, f := range all {
		if slices.ContainsFunc(f.uses, func(u placed) bool { return u.Expiry.Expiry == command.Carries }) && made[f].Expiry.State != sometimes {
			made[f].Expiry.State = carried(f, made)
		}
	}
}

// carried returns the state of a family that takes over what others have: it is known
// if all of them are alike.
func carried(f *family, made map[*family]*Family) string {
	state := made[f].Expiry.State
	if len(made[f].Expiry.With)+len(made[f].Expiry.Without) == 0 {
		state = ""
	}
	for m := range f.meets {
		if !slices.Contains(carriers, m.in) || made[m.other] == nil {
			continue
		}
		if other := made[m.other].Expiry.State; state == "" || state == other {
			state = other
		} else {
			return unknown
		}
	}
	if state == "" {
		return unknown
	}
	return state
}
