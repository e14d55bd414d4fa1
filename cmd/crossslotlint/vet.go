package main

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/config"
)

// underVet reports whether the go command runs the program: it asks for the
// version or the flags, with nothing else, and then passes the description of one
// package behind the flags.
func underVet(args []string) bool {
	if len(args) == 1 && (args[0] == "-flags" || args[0] == versionFlag) {
		return true
	}
	return len(args) > 0 && strings.HasSuffix(args[len(args)-1], ".cfg") && args[len(args)-1][0] != '-'
}

// versionFlag asks for what the go command keeps results by.
const versionFlag = "-V=full"

// vetTool is the program that go vet runs. It does not return.
func vetTool(args []string) {
	if len(args) == 1 && args[0] == versionFlag {
		id, err := toolID()
		if err != nil {
			complain(os.Stderr, err)
			os.Exit(statusFailure)
		}
		fmt.Printf("crossslotlint version devel buildID=%x\n", id)
		os.Exit(statusClean)
	}
	// The go command runs the tool once for each package of the program, for a
	// moment: collecting garbage is most of what can be saved.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	s, err := vetSettings(args)
	if err != nil {
		complain(os.Stderr, err)
		os.Exit(statusFailure)
	}
	a := s.Analyzer()
	// The settings go by the same short names as in the stand-alone program.
	a.Flags.VisitAll(func(f *flag.Flag) { flag.Var(f.Value, f.Name, f.Usage) })
	flag.String("config", "", "read the settings from `FILE`, whose path is absolute")
	unitchecker.Main(a)
}

// vetSettings returns the settings of the file that a flag -config among args
// names. The other flags are read later, and change them.
func vetSettings(args []string) (*analyzer.Settings, error) {
	file := config.None
	for i, a := range args {
		name, value, ok := strings.Cut(strings.TrimLeft(a, "-"), "=")
		if name != "config" || !strings.HasPrefix(a, "-") {
			continue
		}
		if !ok && i+1 < len(args) {
			value = args[i+1]
		}
		file = value
	}
	if file != config.None && !filepath.IsAbs(file) {
		return nil, fmt.Errorf("-config %s: go vet runs this program in other folders: want an absolute path, as in -config=$PWD/%s, or none", file, config.Name)
	}
	s, _, err := config.Load("/", file)
	return s, err
}

// toolID returns what tells this program, and the settings that it may read, from
// others: the go command keeps the results of go vet by that and by the flags.
// It asks in the folder that it is called in, and without the flags, so the
// configuration file of that folder is all that can be among it.
func toolID() ([]byte, error) {
	h := sha256.New()
	exe, err := os.Executable()
	if err != nil {
		return nil, err
	}
	f, err := os.Open(exe)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if _, err := io.Copy(h, f); err != nil {
		return nil, err
	}
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	path, err := config.Find(dir)
	if err != nil || path == "" {
		return h.Sum(nil), err
	}
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	h.Write(text)
	return h.Sum(nil), nil
}
