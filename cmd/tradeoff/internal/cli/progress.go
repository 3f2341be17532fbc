package cli

import (
	"time"

	"github.com/schollz/progressbar/v3"
)

// patience is how long a build may take before it shows how far it is. Most
// have ended by then, and a bar that flashes up tells nobody anything.
const patience = 500 * time.Millisecond

// A progress is a bar on a terminal, or nothing anywhere else.
type progress struct {
	start   time.Time
	newBar  func(total int) *progressbar.ProgressBar // nil: never show one
	current *progressbar.ProgressBar
}

// progress makes the bar for a build that began at start. Programs that read
// JSON, and pipes, never see one.
func (c Command) progress(start time.Time, asJSON bool) *progress {
	p := &progress{start: start}
	if _, ok := c.terminal(c.Stderr); !ok || asJSON {
		return p
	}
	p.newBar = func(total int) *progressbar.ProgressBar {
		return progressbar.NewOptions(total,
			progressbar.OptionSetWriter(c.Stderr),
			progressbar.OptionSetDescription("Building"),
			progressbar.OptionShowCount(),
			progressbar.OptionSetWidth(30),
			progressbar.OptionThrottle(60*time.Millisecond),
			progressbar.OptionClearOnFinish())
	}
	return p
}

// show moves the bar on.
func (p *progress) show(done, total int) {
	if p.newBar == nil || time.Since(p.start) < patience {
		return
	}
	if p.current == nil {
		p.current = p.newBar(total)
	}
	_ = p.current.Set(done) // a bar that cannot be drawn must not fail a build
}

// clear takes the bar away, so that what follows stands on a line of its own.
func (p *progress) clear() {
	if p.current != nil {
		_ = p.current.Clear() // see show
	}
}
