package watch

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// TestPace goes through what happens and when it is handed on, by a clock of its own.
func TestPace(t *testing.T) {
	const ms = time.Millisecond
	empty := map[string]bool{"empty": true}
	type at struct {
		after time.Duration // since the one before
		do    func(b *batch)
	}
	add := func(path string, was, is bool) func(*batch) {
		return func(b *batch) { b.add(path, was, is) }
	}
	for _, test := range []struct {
		name  string
		steps []at
		want  time.Duration // from the first step to when it is handed on
	}{
		{"one file", []at{{0, add("a", true, true)}}, 3 * ms},
		{"the same file again", []at{{0, add("a", true, true)}, {2 * ms, add("a", true, true)}}, 5 * ms},
		{"four files", []at{{0, add("a", true, true)}, {0, add("b", true, true)}, {0, add("c", true, true)}, {0, add("d", true, true)}}, 3 * ms},
		{"five files", []at{{0, add("a", true, true)}, {0, add("b", true, true)}, {0, add("c", true, true)}, {0, add("d", true, true)}, {0, add("e", true, true)}}, 50 * ms},
		{"removed", []at{{0, add("a", true, false)}}, 50 * ms},
		{"removed, and there again", []at{{0, add("a", true, false)}, {10 * ms, add("a", false, true)}}, 13 * ms},
		{"empty", []at{{0, add("empty", true, true)}}, 50 * ms},
		{"what editors save to first", []at{{0, add("1", false, true)}, {0, add("2", false, true)}, {0, add("3", false, true)},
			{0, add("4", false, true)}, {0, add("1", true, false)}, {0, add("2", true, false)}, {0, add("a", true, true)}}, 3 * ms},
		{"a folder", []at{{0, func(b *batch) { b.folder("a") }}}, 50 * ms},
		{"all", []at{{0, func(b *batch) { b.everything("why") }}}, 50 * ms},
		{"without end", func() (steps []at) {
			for range 600 {
				steps = append(steps, at{2 * ms, add("a", true, true)})
			}
			return steps
		}(), 1000 * ms},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBatch(pace{3 * ms, 50 * ms, 1000 * ms})
				var begin time.Time
				ripe := func(until time.Time) bool {
					for ; time.Now().Before(until); time.Sleep(ms) {
						if b.isRipe(time.Now(), func(path string) bool { return empty[path] }) {
							return true
						}
					}
					return false
				}
				for i, step := range test.steps {
					if i > 0 && ripe(time.Now().Add(step.after)) {
						break
					}
					step.do(b)
					if i == 0 {
						begin = time.Now()
					}
				}
				if !ripe(time.Now().Add(time.Hour)) {
					t.Fatal("never")
				}
				if got := time.Since(begin); got != test.want {
					t.Errorf("after %v, want %v", got, test.want)
				}
			})
		})
	}
}

// TestOfferedWaits: what is offered and not taken waits for quiet again when more
// happens, so that it is not taken in the middle of a save.
func TestOfferedWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBatch(pace{3 * time.Millisecond, 50 * time.Millisecond, time.Second})
		never := func(string) bool { return false }
		b.add("a", true, true)
		time.Sleep(time.Hour)
		if !b.isRipe(time.Now(), never) {
			t.Error("it is not offered")
		}
		b.add("b", true, true)
		if b.isRipe(time.Now(), never) {
			t.Error("it is still offered")
		}
		time.Sleep(3 * time.Millisecond)
		if !b.isRipe(time.Now(), never) {
			t.Error("it is not offered again")
		}
	})
}

// TestMost: a list that nobody takes does not grow forever.
func TestMost(t *testing.T) {
	b := newBatch(pace{})
	for i := range most + 1 {
		if b.change().All {
			t.Fatalf("all after %d", i)
		}
		b.add(fmt.Sprint(i), true, true)
	}
	b.add("one more", true, true)
	if c := b.change(); !c.All || c.Paths != nil || c.Reason == "" || len(b.files) > 0 {
		t.Errorf("%v, and %d files", c, len(b.files))
	}
}
