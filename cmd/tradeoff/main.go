// Command tradeoff builds a site of comparison guides from Markdown and data.
// What it does is said by package [tradeoff/cmd/tradeoff/internal/cli], and to
// its users by `tradeoff help`.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"tradeoff/cmd/tradeoff/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program the hard way
	os.Exit(cli.Command{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv}.Run(ctx, os.Args[1:]))
}
