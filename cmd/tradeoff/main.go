// Command tradeoff builds a site of comparison guides from Markdown and data.
// What it does is said by package [tradeoff/cmd/tradeoff/internal/cli], and to
// its users by `tradeoff help`.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime"
	"syscall"

	"tradeoff/cmd/tradeoff/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program the hard way
	room := make([]byte, headroom)
	code := cli.Command{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv}.Run(ctx, os.Args[1:])
	runtime.KeepAlive(room)
	os.Exit(code)
}

// headroom is how many bytes of the heap are never touched, and so are no memory. The
// garbage collector takes them for used, and begins when as much again is: a small build
// ends before, and is a fifth faster for it.
const headroom = 48 << 20
