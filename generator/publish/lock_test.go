package publish

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"tradeoff/generator/diag"
)

// heldByChild is set for a process of this test that begins to publish into the
// folder it names, says so, and then waits to be killed.
const heldByChild = "PUBLISH_TEST_HOLD"

func TestMain(m *testing.M) {
	if out := os.Getenv(heldByChild); out != "" {
		tx, err := Begin(out)
		if err == nil {
			err = tx.Write("half.html", 0, []byte("half"))
		}
		defer runtime.KeepAlive(tx) // or the garbage collector closes the lock
		fmt.Println("begun", err)
		select {}
	}
	os.Exit(m.Run())
}

func TestSecondBuildFailsAtOnce(t *testing.T) {
	out := t.TempDir()
	first, err := Begin(out)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Begin(out)
	if problems := problemsIn(err); len(problems) != 1 || problems[0].Code != diag.OutputFailed ||
		!strings.Contains(problems[0].Message, "another build") {
		t.Fatalf("second build: %v", err)
	}
	if err := writeAll(first, site{"a": "1"}); err != nil {
		t.Fatal(err)
	}
	if _, err := first.Commit(t.Context()); err != nil {
		t.Fatalf("the first build was disturbed: %v", err)
	}
	mustBuild(t, out, site{"a": "2"})
}

// The lock of a process that was killed, with all that it left, is gone.
func TestLockDiesWithItsProcess(t *testing.T) {
	out := t.TempDir()
	holder := exec.Command(os.Args[0])
	holder.Env = append(os.Environ(), heldByChild+"="+out)
	stdout, err := holder.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if line != "begun <nil>\n" {
		t.Errorf("holder: %q, %v", line, err)
	}
	if _, err := Begin(out); err == nil {
		t.Error("two processes publish into one folder")
	}
	if err := holder.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = holder.Wait() // it was killed: that is its error
	if _, err := os.Stat(filepath.Join(out, lockName)); err != nil {
		t.Errorf("the test expects a lock to be left over: %v", err)
	}
	mustBuild(t, out, site{"a": "1"})
	equalTrees(t, "published", published(t, out), map[string]string{"a": "1"})
}

// Builds that begin and end in each other's way never overlap.
func TestOneBuildAtATime(t *testing.T) {
	out := t.TempDir()
	var inside, builds atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 100 {
				tx, err := Begin(out)
				if err != nil {
					if !strings.Contains(err.Error(), "another build") {
						t.Error(err)
					}
					continue
				}
				builds.Add(1)
				if inside.Add(1) != 1 {
					t.Error("two builds hold the lock")
				}
				if err := tx.Write("long/enough/to/be/seen", 0, nil); err != nil {
					t.Error(err)
				}
				inside.Add(-1)
				tx.Abort()
			}
		})
	}
	all.Wait()
	if builds.Load() == 0 {
		t.Error("no build got through")
	}
	equalTrees(t, "left", tree(t, out), map[string]string{})
}
