package seen

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tradeoff/generator/wire"
)

func TestTimesTell(t *testing.T) {
	now := time.Unix(1_000_000_000, 500)
	for _, c := range []struct {
		age  time.Duration
		want bool
	}{{0, false}, {20 * time.Millisecond, false}, {time.Second, true}, {-time.Hour, false}, {500, false}, {2*time.Second + 500, false}, {4*time.Second + 500, true}} {
		if got := (File{time: now.Add(-c.age).UnixNano()}).Tells(now); got != c.want {
			t.Errorf("%v old: %v", c.age, got)
		}
	}
}

// What is written for a later process is what it reads.
func TestWritten(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a")
	if err := os.WriteFile(name, []byte("text"), 0o640); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	var w wire.Writer
	file := Closely(info)
	file.Write(&w)
	r := wire.Read(string(w.Text()))
	if got := Read(r); got != file || !r.Done() {
		t.Errorf("%+v, want %+v", got, file)
	}
}

// What is seen from a folder is what is seen of each file.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := errors.Join(root.WriteFile("file", []byte("text"), 0o640), root.Mkdir("folder", 0o750), root.WriteFile("run", nil, 0o700)); err != nil {
		t.Fatal(err)
	}
	_ = os.Symlink("file", filepath.Join(dir, "link"))                               // not everywhere
	_ = os.Chmod(filepath.Join(dir, "run"), 0o711|os.ModeSetuid|os.ModeSetgid)       // nor this
	_ = os.Chmod(filepath.Join(dir, "folder"), 0o755|os.ModeSticky|os.ModeDir|0o022) // nor this
	folder, err := Enter(root)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := folder.Of(e.Name()); err != nil || got != Of(info) || got.Mode() != info.Mode() {
			t.Errorf("%s: %+v, %v, want %+v", e.Name(), got, err, Of(info))
		}
		if got, err := folder.Closely(e.Name()); err != nil || got != Closely(info) {
			t.Errorf("%s: %+v, %v, want %+v", e.Name(), got, err, Closely(info))
		}
	}
	if _, err := folder.Of("nothing"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

// A list of files is read as it was written, whatever they are.
func TestWrittenAfterAnother(t *testing.T) {
	files := []File{{}, {size: 1, time: 1 << 60, inode: 1 << 63}, {size: 1 << 40, time: -5, changed: -1, device: 9, inode: 3, mode: fs.ModeDir | 0o777}, {inode: 4}}
	var w wire.Writer
	last := File{}
	for _, f := range files {
		f.WriteAfter(&w, last)
		last = f
	}
	r := wire.Read(string(w.Text()))
	last = File{}
	for _, want := range files {
		if last = ReadAfter(r, last); last != want {
			t.Errorf("%+v, want %+v", last, want)
		}
	}
	if !r.Done() {
		t.Error("something is left over")
	}
}
