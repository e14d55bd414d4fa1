package terminal

import (
	"os"
	"path/filepath"
	"testing"
)

func TestColor(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	pty := openTerminal(t, 100)
	for _, test := range []struct {
		env         map[string]string
		file, onTTY bool
	}{
		{nil, false, true},
		{map[string]string{"TERM": "dumb"}, false, false},
		{map[string]string{"NO_COLOR": "1"}, false, false},
		{map[string]string{"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, false, false},
		{map[string]string{"CLICOLOR_FORCE": "1"}, true, true},
		{map[string]string{"CLICOLOR_FORCE": "0"}, false, true},
	} {
		getenv := func(name string) string { return test.env[name] }
		if got := Color(file, getenv); got != test.file {
			t.Errorf("%v: %v for a file", test.env, got)
		}
		if pty != nil && Color(pty, getenv) != test.onTTY {
			t.Errorf("%v: %v for a terminal", test.env, !test.onTTY)
		}
	}
	getenv := func(string) string { return "" }
	if got := Width(file, getenv); got != 0 {
		t.Errorf("a file has %d columns", got)
	}
	if pty != nil && Width(pty, getenv) != 100 {
		t.Errorf("a terminal of 100 columns has %d", Width(pty, getenv))
	}
}
