package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// A version says which build of the tool this is, as far as it is known: what
// was built without version control has no revision.
type version struct {
	Version  string `json:"version"`
	Revision string `json:"revision"`
	Time     string `json:"time"`     // of the revision
	Modified bool   `json:"modified"` // there were changes that are in no revision
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func readVersion() version {
	v := version{Version: "unknown", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	built, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if built.Main.Version != "" {
		v.Version = built.Main.Version
	}
	for _, s := range built.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Revision = s.Value
		case "vcs.time":
			v.Time = s.Value
		case "vcs.modified":
			v.Modified = s.Value == "true"
		}
	}
	return v
}

// text is the version for people.
func (v version) text() string {
	text := "tradeoff " + v.Version + "\n"
	if v.Revision != "" {
		text += "revision " + v.Revision + " of " + v.Time
		if v.Modified {
			text += ", with changes"
		}
		text += "\n"
	}
	return text + fmt.Sprintf("%s %s\n", v.Go, v.Platform)
}

// version is `tradeoff version`.
func (c Command) version() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Show which version this is",
		Long:  "Version shows the version of tradeoff, the revision it was built from, and the version of Go.",
		Args:  noArguments(func(string) string { return "" }),
		RunE: func(*cobra.Command, []string) error {
			if asJSON {
				return writeJSON(c.Stdout, readVersion())
			}
			_, err := fmt.Fprint(c.Stdout, readVersion().text())
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print it as one JSON object")
	return cmd
}
