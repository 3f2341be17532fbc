package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tradeoff/generator/golden"
)

// An archive in testdata is a site, and commands.txt, a line for each view: its
// name and the command that makes it. A view is what the command prints without
// a terminal and the code with which it exits; JSON is indented, and times are
// not written down.
func TestCommands(t *testing.T) {
	golden.Run(t, func(t *testing.T, a golden.Archive) []golden.View {
		root, commands := t.TempDir(), ""
		for _, f := range a.Inputs {
			if f.Name == "commands.txt" {
				commands = string(f.Data)
				continue
			}
			file := filepath.Join(root, filepath.FromSlash(f.Name))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		var views []golden.View
		for line := range strings.Lines(commands) {
			name, command, _ := strings.Cut(strings.TrimSpace(line), ": ")
			code, stdout, stderr := run(t.Context(), append(strings.Fields(command), "--site", root)...)
			text := fmt.Sprintf("exit %d\n%s", code, indented(t, stdout))
			if stderr != "" {
				text += "stderr:\n" + stderr
			}
			text = strings.ReplaceAll(text, root, "SITE")
			views = append(views, golden.View{Name: name, Text: times.ReplaceAllString(text, "${1}0.00")})
		}
		return views
	})
}

var times = regexp.MustCompile(`( in |"seconds": )[0-9.]+`)

// indented gives JSON as people read it, and all else as it is.
func indented(t *testing.T, text string) string {
	if !strings.HasPrefix(text, "{") {
		return text
	}
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(text), "", "  "); err != nil {
		t.Errorf("%v: %s", err, text)
	}
	return b.String()
}
