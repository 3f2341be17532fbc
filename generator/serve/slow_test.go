package serve

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"
)

// A hasty listener has its connections' time to write pass five hundred times as fast.
type hasty struct{ net.Listener }

func (h hasty) Accept() (net.Conn, error) {
	conn, err := h.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return hastyConn{conn}, nil
}

type hastyConn struct{ net.Conn }

func (c hastyConn) SetWriteDeadline(at time.Time) error {
	if !at.IsZero() {
		at = time.Now().Add(time.Until(at) / 500)
	}
	return c.Conn.SetWriteDeadline(at)
}

// TestNeverReads has clients ask for what no buffer holds, and not read it: the
// server lets go of them.
func TestNeverReads(t *testing.T) {
	dir := sample(t)
	for _, name := range []string{"large.bin", "large.html"} {
		write(t, dir, map[string]string{name: ""})
		if err := os.Truncate(filepath.Join(dir, name), 48<<20); err != nil {
			t.Fatal(err)
		}
	}
	var asked, answered atomic.Int32
	h := New(Options{Dir: dir}).Handler()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		defer answered.Add(1)
		h.ServeHTTP(w, r)
	}))
	server.Listener = hasty{server.Listener}
	server.Start()
	t.Cleanup(server.Close)
	names := []string{"large.bin", "large.html"}
	for _, name := range names {
		raw, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { raw.Close() }) // before the server, which would wait for it
		fmt.Fprintf(raw, "GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n", name)
	}
	eventually(t, "they have asked", func() bool { return asked.Load() == int32(len(names)) })
	eventually(t, "they are let go of", func() bool { return answered.Load() == int32(len(names)) })
}

// A deadlined keeps how long a response may take.
type deadlined struct {
	*httptest.ResponseRecorder
	left time.Duration
}

func (d *deadlined) SetWriteDeadline(at time.Time) error {
	d.left = time.Until(at)
	return nil
}

// TestTimeToRead gives each response its time. One without would have what is left
// of the one before it on its connection.
func TestTimeToRead(t *testing.T) {
	dir := sample(t)
	for name, size := range map[string]int64{"large.bin": 60_000_000, "large.html": 6_000_000, "404.html": 6_000_000} {
		write(t, dir, map[string]string{name: "x"})
		if err := os.Truncate(filepath.Join(dir, name), size); err != nil {
			t.Fatal(err)
		}
	}
	h := New(Options{Dir: dir, Prefix: "/repo/"}).Handler()
	for target, want := range map[string]time.Duration{
		"/repo/a.html": time.Minute, "/repo/style.css": time.Minute, "/repo/.tradeoff/live.js": time.Minute, "/repo/folder": time.Minute,
		"/": time.Minute, "/outside": time.Minute, "/repo/large.html": 2 * time.Minute, "/repo/none": 2 * time.Minute, "/repo/large.bin": 11 * time.Minute,
	} {
		r := httptest.NewRequest("GET", target, nil)
		r.Host = "localhost"
		w := &deadlined{ResponseRecorder: httptest.NewRecorder()}
		h.ServeHTTP(w, r)
		if w.left < want-20*time.Second || w.left > want+time.Second {
			t.Errorf("%s has %v, want %v", target, w.left, want)
		}
	}
}
