package seen

import (
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
