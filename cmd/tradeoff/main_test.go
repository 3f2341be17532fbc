package main

import (
	"errors"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tradeoff": main})
}

// The scripts in testdata/script are what the command promises, end to end.
// Each begins with what it shows. Beside testscript's own commands there is
//
//	exits CODE COMMAND ARGUMENTS...
//
// which runs a command like exec and demands its exit code, and those for
// `tradeoff watch` in watch_test.go.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Files:               scripts(t),
		RequireExplicitExec: true,
		Setup:               setUp,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "watch": startWatch, "says": says, "serves": serves, "tells": tells, "appears": appears, "interrupt": interrupt, "occupy": occupy, "lock": lock,
		},
	})
}

// scripts gives the files of the scripts. In a hurry those are left out that start many
// processes and have each say something: help, and what shells complete.
func scripts(t *testing.T) []string {
	files, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no scripts: ", err)
	}
	if testing.Short() {
		files = slices.DeleteFunc(files, func(file string) bool {
			name := filepath.Base(file)
			return strings.HasPrefix(name, "help") || name == "completion.txtar" || name == "version.txtar"
		})
	}
	return files
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARGUMENTS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		ended, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = ended.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}
