//go:build linux

package main

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"tradeoff/generator/corpus"
)

// BenchmarkGrowth runs the command on sites from a hundred to a hundred thousand pages,
// from nothing, and tells what the process used: seconds of all cores, and the most
// memory. An exponent says how that grew from the smaller site before: 1 is in proportion
// to the pages. The last takes minutes and some 8 GB of the temporary folder.
//
//	go test ./cmd/tradeoff -run xxx -bench Growth -benchtime 1x -timeout 1h
func BenchmarkGrowth(b *testing.B) {
	program, err := exec.LookPath("tradeoff")
	if err != nil {
		b.Fatal(err)
	}
	var before use
	for _, size := range []corpus.Size{
		{Guides: 100, Categories: 4, Options: 10},
		{Guides: 1_000, Categories: 10, Options: 20},
		{Guides: 10_000, Categories: 20, Options: 50},
		{Guides: 10_000, Categories: 40, Options: 68, Pairs: true},
	} {
		b.Run(fmt.Sprintf("pages=%d", size.Pages()), func(b *testing.B) {
			site := b.TempDir()
			for name, text := range size.Files() {
				file := filepath.Join(site, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					b.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
					b.Fatal(err)
				}
			}
			var all use
			for b.Loop() {
				all.add(builtBy(b, program, site))
			}
			all.report(b, float64(size.Pages()), before)
			before = all
		})
	}
}

// A use is what processes used that built a site, one after the other.
type use struct {
	builds, pages   float64
	seconds, memory float64 // of all builds; of the one that took most, in MiB
	files, bytes    float64 // that one published
}

func (u *use) add(v use) {
	u.builds++
	u.seconds += v.seconds
	u.memory = max(u.memory, v.memory)
	u.files, u.bytes = v.files, v.bytes
}

// report tells it, and how it grew.
func (u *use) report(b *testing.B, pages float64, before use) {
	u.pages = pages
	b.ReportMetric(u.seconds/u.builds, "cpu-s/op")
	b.ReportMetric(u.memory, "peak-MiB")
	b.ReportMetric(u.files, "files")
	b.ReportMetric(u.bytes/1e6, "MB")
	if before.builds > 0 {
		exponent := func(to, from float64) float64 { return math.Log(to/from) / math.Log(u.pages/before.pages) }
		b.ReportMetric(exponent(u.seconds/u.builds, before.seconds/before.builds), "cpu-exponent")
		b.ReportMetric(exponent(u.memory, before.memory), "memory-exponent")
	}
}

// builtBy builds a site into a folder that is not there yet, with a cache that is not.
func builtBy(b *testing.B, program, site string) (u use) {
	out := filepath.Join(b.TempDir(), "out")
	command := exec.Command(program, "build", "--site", site, "--out", out)
	if said, err := command.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, said)
	}
	state := command.ProcessState
	u.seconds = (state.UserTime() + state.SystemTime()).Seconds()
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		u.memory = float64(usage.Maxrss) / 1024
	}
	err := filepath.WalkDir(out, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			u.files, u.bytes = u.files+1, u.bytes+float64(info.Size())
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	for _, folder := range []string{out, filepath.Join(site, ".tradeoff")} {
		if err := os.RemoveAll(folder); err != nil {
			b.Fatal(err)
		}
	}
	return u
}
