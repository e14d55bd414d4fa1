package format

// A level is how grave a finding is, in the words of each format.
type level struct {
	certainty  string
	sarif      string
	github     string
	gitlab     string
	checkstyle string
	rdjson     string
}

// levels map a certainty to a level, for formats that have levels only: what is
// proven fails for every user of the program, what is possible may be right.
var levels = []level{
	{"proven", "error", "error", "critical", "error", "ERROR"},
	{"likely", "warning", "warning", "major", "warning", "WARNING"},
	{"possible", "note", "notice", "minor", "info", "INFO"},
	// Changes of the schema: one that fails, and one that is only told.
	{"breaking", "error", "error", "critical", "error", "ERROR"},
	{"note", "note", "notice", "minor", "info", "INFO"},
	// Calls that were proved right, and findings of other analyzers.
	{"", "warning", "warning", "major", "warning", "WARNING"},
}

// failure is the level of a package that could not be analyzed.
var failure = level{"", "error", "error", "blocker", "error", "ERROR"}

func levelOf(certainty string) level {
	for _, l := range levels {
		if l.certainty == certainty {
			return l
		}
	}
	return levels[len(levels)-1]
}
