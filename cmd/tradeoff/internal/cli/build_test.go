package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// newSite writes a site of two options and a guide.
func newSite(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for path, text := range map[string]string{
		"data/site.yaml":             "title: Choices\nurl: https://choices.example/\n",
		"data/backend/category.yaml": "title: Backend\nattributes: [{id: orm, type: support}]\n",
		"data/backend/django.yaml":   "facts: {orm: yes}\n",
		"data/backend/nodejs.yaml":   "facts: {orm: no}\n",
		"guides/a.md":                "---\ntitle: A\ndescription: B.\ncompare: [django, nodejs]\n---\nWords.\n",
	} {
		path = filepath.Join(root, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// run runs the command without a terminal.
func run(ctx context.Context, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = Command{Stdout: &out, Stderr: &err, Getenv: func(string) string { return "" }}.Run(ctx, args)
	return code, out.String(), err.String()
}

func TestInterruptedBuild(t *testing.T) {
	root := newSite(t)
	out := filepath.Join(root, "public")
	interrupted, cancel := context.WithCancel(t.Context())
	cancel()
	code, stdout, stderr := run(interrupted, "build", "--site", root)
	if code != exitInterrupted || stdout != "" || stderr != "interrupted: nothing was published\n" {
		t.Errorf("first build: %d, %q, %q", code, stdout, stderr)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("an interrupted build left an output folder")
	}
	if code, _, stderr := run(t.Context(), "build", "--site", root); code != exitDone {
		t.Fatalf("%d, %s", code, stderr)
	}
	code, _, stderr = run(interrupted, "build", "--site", root)
	if code != exitInterrupted || !strings.HasSuffix(stderr, "the last good site stands in "+out+"\n") {
		t.Errorf("second build: %d, %q", code, stderr)
	}
	code, stdout, _ = run(interrupted, "build", "--site", root, "--json")
	var result buildJSON
	if err := json.Unmarshal([]byte(stdout), &result); err != nil || code != exitInterrupted || result.OK {
		t.Errorf("JSON: %d, %q, %v", code, stdout, err)
	}
}

// A command is a value: several run in one process.
func TestCommandsRunSideBySide(t *testing.T) {
	for range 4 {
		t.Run("build", func(t *testing.T) {
			t.Parallel()
			root := newSite(t)
			if code, _, stderr := run(t.Context(), "build", "--site", root); code != exitDone {
				t.Errorf("%d, %s", code, stderr)
			}
		})
	}
}
