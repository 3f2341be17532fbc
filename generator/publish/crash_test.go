package publish

import (
	"errors"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

var (
	errKilled = errors.New("killed")
	errFull   = errors.New("no space left on device")
)

// Two sites that differ in every way that a commit has to handle.
var (
	earlier = site{"same": "s", "changed": "1", "deep/er/changed": "1", "gone": "1", "lost/and/gone": "1",
		"file/becomes/folder/not": "1", "folder/a": "1", "folder/b/c": "1", "leaf": "1"}
	later = site{"same": "s", "changed": "2", "deep/er/changed": "2", "new": "2", "made/for/new": "2",
		"file/becomes": "2", "folder": "2", "leaf/of/tree": "2"}
	theirs = map[string]string{"CNAME": "x.org", "deep": "/", "deep/theirs": "x", "their": "/"}
)

// prepare publishes the earlier site beside foreign files, and shows the folder.
func prepare(t *testing.T) (out string, before map[string]string) {
	out = filepath.Join(t.TempDir(), "public")
	put(t, out, "deep/theirs", "x")
	put(t, out, "their/x", "x")
	put(t, out, "CNAME", "x.org")
	mustBuild(t, out, earlier)
	return out, tree(t, out)
}

// afterStep gives a hook that lets n steps pass and then answers with err: once,
// as a disk that is full for a moment, or for ever, as the steps of a process
// that is no longer there. reached tells whether it came to that.
func afterStep(n int, err error, forever bool) (hook func(op, path string) error, reached func() bool) {
	step := 0
	return func(string, string) error {
		step++
		if step == n+1 || forever && step > n {
			return err
		}
		return nil
	}, func() bool { return step > n }
}

// Whatever the step at which a build is killed, each file is then as it was or
// as it will be, and any next build is as good as one that was never disturbed.
func TestKilledAtEveryStep(t *testing.T) {
	for name, next := range map[string]site{"same again": later, "back": earlier, "other": {"changed": "3"}} {
		t.Run(name, func(t *testing.T) {
			for n := 0; ; n++ {
				out, before := prepare(t)
				hook, reached := afterStep(n, errKilled, true)
				_, err := build(out, later, hook)
				if !reached() {
					if n < 40 || err != nil {
						t.Fatalf("%d steps, %v", n, err)
					}
					return
				}
				for path, content := range tree(t, out) {
					old, new := before[path], later.withFolders(theirs)[path]
					if content != old && content != new && !strings.HasPrefix(path, reserved) {
						t.Fatalf("step %d: %s is %q, neither %q nor %q", n, path, content, old, new)
					}
				}
				mustBuild(t, out, next)
				want := next.withFolders(theirs)
				want["their/x"] = "x"
				equalTrees(t, "after step "+strconv.Itoa(n), published(t, out), want)
			}
		})
	}
}

// A step that fails leaves the site that was there, or is got over.
func TestFailedAtEveryStep(t *testing.T) {
	for n := 0; ; n++ {
		out, before := prepare(t)
		record := before[recordName]
		hook, reached := afterStep(n, errFull, false)
		_, err := build(out, later, hook)
		if !reached() {
			return
		}
		after := tree(t, out)
		want := before
		if err == nil {
			want = later.withFolders(theirs)
			want["their/x"] = "x"
			want[recordName] = after[recordName]
		} else if after[recordName] != record {
			t.Errorf("step %d: the record was not put back", n)
		}
		if err != nil && !errors.Is(err, errFull) || len(problemsIn(err)) > 1 {
			t.Errorf("step %d: %v", n, err)
		}
		maps.DeleteFunc(after, func(path, _ string) bool { // cleared by the next build
			return path == lockName || strings.HasPrefix(path, stagingName)
		})
		equalTrees(t, "failed step "+strconv.Itoa(n)+" ("+errorText(err)+")", after, want)
		mustBuild(t, out, later)
	}
}

func errorText(err error) string {
	if err == nil {
		return "published"
	}
	return err.Error()
}

// When nothing works any more, not even taking back, the error says so.
func TestWhatCannotBeTakenBackIsSaid(t *testing.T) {
	out, _ := prepare(t)
	dead := false
	_, err := build(out, later, func(op, path string) error {
		dead = dead || op == "rename" && path == "deep/er/changed"
		if dead {
			return errFull
		}
		return nil
	})
	if problems := problemsIn(err); len(problems) != 2 || !strings.Contains(problems[1].Message, "half-way") {
		t.Errorf("%v", err)
	}
	mustBuild(t, out, later)
}

// The first build, into a folder that is not there, is killed and tried again.
func TestFirstBuildKilledAtEveryStep(t *testing.T) {
	for n := 0; ; n++ {
		parent := t.TempDir()
		out := filepath.Join(parent, "some", "where")
		hook, reached := afterStep(n, errKilled, true)
		_, _ = build(out, later, hook)
		if !reached() {
			break
		}
		mustBuild(t, out, later)
		equalTrees(t, "after step "+strconv.Itoa(n), published(t, out), later.withFolders(nil))
	}
	for n := 0; ; n++ {
		parent := t.TempDir()
		hook, reached := afterStep(n, errFull, false)
		_, err := build(filepath.Join(parent, "some", "where"), later, hook)
		if !reached() {
			break
		}
		if err != nil {
			equalTrees(t, "failed step "+strconv.Itoa(n), tree(t, parent), map[string]string{})
		}
	}
}

// Sites follow each other at random, with foreign files between them and builds
// that are killed; after each commit the folder holds the site and the foreign
// files as they were.
func TestRandomBuilds(t *testing.T) {
	for seed := range uint64(25) {
		random := rand.New(rand.NewPCG(seed, 1))
		out := t.TempDir()
		foreign := map[string]string{}
		for turn := range 12 {
			s := randomSite(random, foreign)
			if random.IntN(3) == 0 {
				hook, _ := afterStep(random.IntN(60), errKilled, true)
				_, _ = build(out, randomSite(random, foreign), hook)
			}
			mustBuild(t, out, s)
			equalTrees(t, "seed "+strconv.FormatUint(seed, 10)+", build "+strconv.Itoa(turn),
				published(t, out), s.withFolders(site(foreign).withFolders(nil)))
			if t.Failed() {
				return
			}
			path := "theirs" + strconv.Itoa(random.IntN(5))
			if at := randomPath(random); random.IntN(2) == 0 && published(t, out)[at] == "/" {
				path = at + "/" + path
			}
			foreign[path] = "x" + strconv.Itoa(turn)
			put(t, out, path, foreign[path])
		}
	}
}

// randomPath gives one of a few paths, so that files and folders often collide.
func randomPath(random *rand.Rand) string {
	path := string(rune('a' + random.IntN(3)))
	for range random.IntN(4) {
		path += "/" + string(rune('a'+random.IntN(3)))
	}
	return path
}

// randomSite makes a site that no foreign file is in the way of.
func randomSite(random *rand.Rand, foreign map[string]string) site {
	taken := newClaims()
	for path := range foreign {
		_ = taken.add(path)
	}
	s := site{}
	for range random.IntN(12) {
		path := randomPath(random)
		trial := &claims{maps.Clone(taken.files), maps.Clone(taken.spelled), maps.Clone(taken.folders)}
		if trial.add(path) == nil {
			taken = trial
			s[path] = strconv.Itoa(random.IntN(3))
		}
	}
	return s
}
