package watch_test

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"

	"tradeoff/generator/watch"
)

// limitVariable tells a test that it runs where the system allows few watches, and
// which limit is low.
const limitVariable = "WATCH_TEST_LIMIT"

// TestLimits runs itself again in a namespace, in which the limits of inotify can be
// lowered without anybody else noticing.
func TestLimits(t *testing.T) {
	if low := os.Getenv(limitVariable); low != "" {
		limits[low](t)
		return
	}
	for low := range limits {
		t.Run(low, func(t *testing.T) {
			again(t, "TestLimits", 0, limitVariable+"="+low)
		})
	}
}

// again runs a test in a user namespace of its own (user_namespaces(7)), in which
// this user has the number uid. Where no namespace is to be had it is skipped.
func again(t *testing.T, test string, uid int, environment ...string) {
	t.Helper()
	command := exec.Command(os.Args[0], "-test.run=^"+test+"$", "-test.v")
	command.Env = append(os.Environ(), environment...)
	command.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: uid, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: uid, HostID: os.Getgid(), Size: 1}},
	}
	out, err := command.CombinedOutput()
	switch {
	case err != nil && len(out) == 0, strings.Contains(string(out), "--- SKIP"):
		t.Skipf("no namespace is to be had here: %v %s", err, out)
	case err != nil:
		t.Errorf("%v\n%s", err, out)
	}
}

var limits = map[string]func(t *testing.T){
	"watches at the start": func(t *testing.T) {
		lower(t, "max_inotify_watches", 5)
		s := watching(t, watch.Options{}, "a/a.md", "b/a.md", "c/a.md", "d/a.md", "e/a.md", "f/a.md")
		fallsBack(s, "fs.inotify.max_user_watches")
	},
	"watches later": func(t *testing.T) {
		lower(t, "max_inotify_watches", 5)
		s := watching(t, watch.Options{}, "a/a.md")
		s.write("a/a.md", "told")
		s.one("a/a.md")
		for _, folder := range []string{"b", "c", "d", "e", "f"} {
			s.write(folder+"/a.md", "x")
		}
		fallsBack(s, "fs.inotify.max_user_watches")
	},
	"watchers": func(t *testing.T) {
		lower(t, "max_inotify_instances", 0)
		fallsBack(watching(t, watch.Options{}, "a/a.md", "f/a.md"), "fs.inotify.max_user_instances")
	},
}

func lower(t *testing.T, name string, to int) {
	if err := os.WriteFile("/proc/sys/user/"+name, fmt.Append(nil, to), 0); err != nil {
		t.Skip(err)
	}
}

// fallsBack wants the limit to be said, and changes to be found all the same.
func fallsBack(s *site, limit string) {
	s.t.Helper()
	if reason := s.all(); !strings.Contains(reason, limit) || !strings.Contains(reason, "looked at every 500ms instead") {
		s.t.Error(reason)
	}
	s.write("f/a.md", "later")
	for !slices.Contains(s.next().Paths, "f/a.md") {
	}
}
