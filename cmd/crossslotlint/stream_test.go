//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestFull runs all commands where nothing can be written: none ends as if it had told
// what it was asked for.
func TestFull(t *testing.T) {
	dir := copyExample(t)
	tool := tool(t)
	for _, args := range []string{"-h", "help", "help slot", "version", "checks", "explain crossslot", "config", "cache", "completion bash", "schema -h", "slot -h", "slot of a", "./...", "-json ./...", "-fix -diff ./...", "schema ./..."} {
		full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(tool, strings.Fields(args)...)
		cmd.Dir, cmd.Stdout = dir, full
		cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
		var stderr strings.Builder
		cmd.Stderr = &stderr
		err = cmd.Run()
		full.Close()
		if cmd.ProcessState.ExitCode() != statusFailure || !strings.Contains(stderr.String(), "no space left") {
			t.Errorf("%s: %v, %s", args, err, stderr.String())
		}
	}
}

// TestEnded shows that the go command does not go on when the program is ended.
func TestEnded(t *testing.T) {
	dir := copyExample(t)
	tool := tool(t)
	bin, pids := t.TempDir(), filepath.Join(t.TempDir(), "pids")
	script := fmt.Sprintf("#!/bin/sh\necho $$ >>%s\nexec sleep 600\n", pids)
	if err := os.WriteFile(filepath.Join(bin, "go"), []byte(script), 0o777); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(tool, "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var started []string
	for range 1000 {
		data, _ := os.ReadFile(pids)
		if started = strings.Fields(string(data)); len(started) > 1 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if len(started) < 2 {
		t.Fatal("the go command was not started")
	}
	cmd.Process.Signal(syscall.SIGTERM)
	if err := cmd.Wait(); err == nil || !strings.Contains(stderr.String(), "interrupted") {
		t.Errorf("%v, %s", err, stderr.String())
	}
	for _, text := range started {
		pid, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		if syscall.Kill(pid, 0) == nil {
			syscall.Kill(pid, syscall.SIGKILL)
			t.Errorf("a go command runs on")
		}
	}
}
