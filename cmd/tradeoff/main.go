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
	room := make([]byte, headroom)
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	code := cli.Command{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv}.Run(ctx, os.Args[1:])
	runtime.KeepAlive(room)
	os.Exit(code)
}

// headroom is how many bytes of the heap are never touched, and so are no memory. The
// garbage collector takes them for used. With gcPercent it begins to collect at 96 MB, so
// that small builds end before; a large one takes half as much memory again as it needs,
// where the usual 100 would double it.
const (
	headroom  = 64 << 20
	gcPercent = 50
)
