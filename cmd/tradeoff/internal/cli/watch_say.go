package cli

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/pkg/browser"

	"tradeoff/generator"
	"tradeoff/generator/diag"
	"tradeoff/generator/publish"
	"tradeoff/generator/serve"
)

// The library writes what a browser has to say into the terminal otherwise.
func init() { browser.Stdout, browser.Stderr = io.Discard, io.Discard }

// openInBrowser opens a page in the browser that the system has for it.
func openInBrowser(address string) error { return browser.OpenURL(address) }

// A warning is what is said once, as long as it stays.
type warning struct {
	file    string
	code    diag.Code
	message string
}

// say writes a line to the terminal.
func (w *session) say(colour, text string) {
	fmt.Fprintln(w.command.Stdout, paint(w.command.colours(w.command.Stdout), colour, printable(text)))
}

// greet says where the site is, and what is watched.
func (w *session) greet() {
	r := w.request
	w.sayAddress("Serving the site at ")
	if w.at.Taken != 0 {
		w.say(doubt, fmt.Sprintf("Port %d is taken, so it is %d.", w.at.Taken, w.at.Port))
	}
	if w.at.Exposed {
		w.say(doubt, "Other computers can reach it, too: anybody on your network can read it.")
	}
	how := ""
	if r.poll {
		how = ", twice a second"
	}
	w.say(faint, fmt.Sprintf("Watching %s%s. Pages go to %s. Ctrl-C ends it.", folderText(r.build.Site), how, r.build.Out))
}

// folderText names a folder.
func folderText(folder string) string {
	if folder == "." {
		return "this folder"
	}
	return folder
}

func (w *session) sayAddress(before string) {
	fmt.Fprintln(w.command.Stdout, before+paint(w.command.colours(w.command.Stdout), strong, w.at.Now()))
}

func (w *session) sayNotOpened(err error) {
	if err != nil {
		w.say(doubt, "The browser cannot be opened. Open "+w.at.Now()+" yourself.")
	}
}

// cannotListen says why no port could be opened, in words for who typed the flags.
func cannotListen(err error, r watchRequest) string {
	var unknown *net.DNSError
	switch {
	case errors.As(err, &unknown):
		return fmt.Sprintf("there is no computer called %q; look at --host", r.host)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return fmt.Sprintf("%q is no address of this computer; look at --host", r.host)
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Sprintf("port %d is taken, and so are those after it; name another with --port", r.port)
	case errors.Is(err, syscall.EACCES):
		return fmt.Sprintf("the system does not let you have port %d; name one above 1023 with --port", r.port)
	}
	return err.Error()
}

// sayRound writes the line of a build: when, what changed, and what came of it.
func (w *session) sayRound(colour, came string) {
	coloured := w.command.colours(w.command.Stdout)
	at := paint(coloured, faint, time.Now().Format(time.TimeOnly))
	if !w.built {
		fmt.Fprintf(w.command.Stdout, "%s  %s\n", at, paint(coloured, colour, came))
		return
	}
	fmt.Fprintf(w.command.Stdout, "%s  %s → %s\n", at, printable(w.building.text(w.request.build.Site)), paint(coloured, colour, came))
}

// sayPublished writes the warnings that are new, and the line of a build that went
// well. What touched nothing needs no line.
func (w *session) sayPublished(report generator.Report, took time.Duration) {
	w.command.writeDiagnostics(w.news(report.Diagnostics))
	wrote := report.Written + report.Removed
	came, colour := w.result(report), plain
	switch {
	case w.broken != "":
		came, colour = "mended: "+came, good
	case !w.built:
		came = fmt.Sprintf("built %s, %s written", counted(report.Pages, "page"), counted(report.Written, "file"))
	case wrote == 0 && report.Rendered == 0 && w.building.reason == "" && (report.Parsed == 0 || !w.building.written()):
		return
	case wrote == 0:
		colour = faint
	}
	w.sayRound(colour, came+", "+milliseconds(took))
}

// result says what a build wrote.
func (w *session) result(report generator.Report) string {
	if report.Written+report.Removed == 0 {
		return "nothing changed"
	}
	parts := []string{counted(report.Written, "file") + " written"}
	if len(report.Changed) > 0 {
		pages := 0
		for _, name := range report.Changed {
			if path.Ext(name) == ".html" && exists(w.request.build.Out, name) { // not removed
				pages++
			}
		}
		parts = append([]string{counted(pages, "page")}, parts...)
	}
	if report.Removed > 0 {
		parts = append(parts, fmt.Sprintf("%d removed", report.Removed))
	}
	return strings.Join(parts, ", ")
}

// milliseconds writes a time: "3.4 ms", "12 ms".
func milliseconds(d time.Duration) string {
	ms := float64(d.Microseconds()) / 1000
	if ms < 10 {
		return strconv.FormatFloat(ms, 'f', 1, 64) + " ms"
	}
	return strconv.FormatFloat(ms, 'f', 0, 64) + " ms"
}

// sayFailed writes what is wrong with the site, unless it is what was wrong before,
// and the line of a build that failed.
func (w *session) sayFailed(e ending) {
	all := located(e.report.Diagnostics, w.request.build.Site)
	wrong, errors := "", 0
	for _, d := range all {
		if d.Severity == diag.Error {
			wrong += diagnostics{width: widest}.format(d)
			errors++
		}
	}
	came := counted(errors, "error")
	if e.err != nil {
		wrong, came = e.err.Error(), "the build failed"
	}
	if wrong == w.broken {
		if !w.building.written() {
			return
		}
		came = "still " + came
	} else {
		w.command.writeDiagnostics(w.news(e.report.Diagnostics))
		if e.err != nil {
			fmt.Fprintf(w.command.Stderr, "tradeoff: %v\n", e.err)
		}
	}
	w.broken = wrong
	stands := "nothing is published yet"
	if publish.Stands(w.request.build.Out) {
		stands = "the last good site stays"
	}
	w.sayRound(bad, came+": "+stands)
}

// news gives the errors of a build, and the warnings and notes that the build before
// did not have, whatever lines they are in now.
func (w *session) news(all []diag.Diagnostic) []diag.Diagnostic {
	var news []diag.Diagnostic
	now, wrong := map[warning]bool{}, false
	for _, d := range located(all, w.request.build.Site) {
		known := warning{d.Position.File, d.Code, d.Message}
		if d.Severity == diag.Error || !w.warned[known] {
			news = append(news, d)
		}
		wrong = wrong || d.Severity == diag.Error
		if d.Severity != diag.Error {
			now[known] = true
		}
	}
	if wrong { // what it was not come to is not mended
		maps.Copy(now, w.warned)
	}
	w.warned = now
	return news
}

// problems gives what is wrong with the site as open pages show it. Warnings keep
// nothing from being published, and are not among it.
func (w *session) problems(e ending) []serve.Problem {
	var problems []serve.Problem
	texts := map[string][]byte{}
	shown := located(e.report.Diagnostics, w.request.build.Site)
	for i, d := range e.report.Diagnostics {
		if d.Severity != diag.Error {
			continue
		}
		text, known := texts[d.Position.File]
		if !known && d.Position.Line > 0 {
			// Without it, the excerpt is shown.
			text, _ = os.ReadFile(filepath.Join(w.request.build.Site, filepath.FromSlash(d.Position.File)))
			texts[d.Position.File] = text
		}
		problems = append(problems, serve.Explain(shown[i], text))
	}
	if e.err != nil {
		problems = append(problems, serve.Problem{Severity: diag.Error, Message: e.err.Error()})
	}
	return problems
}
