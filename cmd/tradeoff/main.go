// Command tradeoff builds a site of comparison guides from Markdown and data.
// What it does is said by package [tradeoff/cmd/tradeoff/internal/cli], and to
// its users by `tradeoff help`.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"

	"tradeoff/cmd/tradeoff/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program the hard way
	var room []byte
	if os.Getenv("GOGC") == "" {
		room = collectLate()
	}
	code := cli.Command{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv}.Run(ctx, os.Args[1:])
	runtime.KeepAlive(room)
	os.Exit(code)
}

// collectLate lets the garbage collector begin when the memory in use reaches
// firstCollection, and not before. A small build ends before that: a collection while the
// program starts, which headroom alone would bring about at once, takes as long as the
// rest of the start. From the first one on it is as headroom says, which is to be kept.
func collectLate() (room []byte) {
	limit := debug.SetMemoryLimit(-1) // what GOMEMLIMIT says, or none
	if limit < 2*firstCollection {
		return nil // headroom, which is no memory, would count as much of it
	}
	debug.SetGCPercent(-1)
	room = make([]byte, headroom)
	debug.SetMemoryLimit(firstCollection)
	runtime.AddCleanup(&struct{ *byte }{}, func(limit int64) {
		debug.SetGCPercent(gcPercent)
		debug.SetMemoryLimit(limit)
	}, limit)
	return room
}

// headroom is how many bytes of the heap are never touched, and so are no memory. The
// garbage collector takes them for used. With gcPercent it collects at 96 MB at the
// earliest, so that small builds end before; a large one takes half as much memory again as
// it needs, where the usual 100 would double it.
const (
	headroom        = 64 << 20
	gcPercent       = 50
	firstCollection = headroom + headroom*gcPercent/100 + 16<<20 // what is no heap counts there too
)
