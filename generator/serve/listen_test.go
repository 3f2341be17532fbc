package serve

import (
	"context"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

// listening starts a server that ends with the test.
func listening(t *testing.T, s *Server, host string, port int) (*Listening, context.CancelFunc) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	l, err := s.Listen(ctx, host, port)
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		if err := l.Wait(); err != nil {
			t.Error(err)
		}
	})
	return l, cancel
}

// status asks a server, and leaves no connection behind.
func status(t *testing.T, url string) int {
	t.Helper()
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	r, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	return r.StatusCode
}

func TestListen(t *testing.T) {
	s := New(Options{Dir: sample(t), Prefix: "repo"})
	for _, test := range []struct {
		host, url string
		exposed   bool
	}{
		{"", "http://127.0.0.1:", false}, {"127.0.0.1", "http://127.0.0.1:", false}, {"localhost", "http://localhost:", false},
		{"0.0.0.0", "http://localhost:", true},
	} {
		l, _ := listening(t, s, test.host, 0)
		if want := test.url + strconv.Itoa(l.Port) + "/repo/"; l.URL != want || l.Exposed != test.exposed || l.Taken != 0 || l.Port == 0 {
			t.Errorf("%q: %+v", test.host, l)
		}
		if got := status(t, l.URL); got != 200 {
			t.Errorf("%s: %d", l.URL, got)
		}
	}
}

func TestListenIPv6(t *testing.T) {
	probe, err := net.Listen("tcp", "[::1]:0")
	if err != nil {
		t.Skip("this machine has no IPv6")
	}
	probe.Close()
	for _, host := range []string{"::1", "[::1]"} {
		l, _ := listening(t, New(Options{Dir: sample(t)}), host, 0)
		if want := "http://[::1]:" + strconv.Itoa(l.Port) + "/"; l.URL != want || l.Exposed || status(t, l.URL) != 200 {
			t.Errorf("%q: %+v", host, l)
		}
	}
}

// TestTakenPort goes to the next port that is free, and says which was asked for.
func TestTakenPort(t *testing.T) {
	s := New(Options{Dir: sample(t)})
	first, _ := listening(t, s, "", 0)
	second, _ := listening(t, s, "", first.Port)
	if second.Taken != first.Port || second.Port <= first.Port || second.Port >= first.Port+attempts {
		t.Errorf("%+v after %+v", second, first)
	}
	if !strings.Contains(second.URL, ":"+strconv.Itoa(second.Port)+"/") || status(t, second.URL) != 200 {
		t.Errorf("%+v", second)
	}
}

// TestNoPort gives up after some tries, with the error of the first.
func TestNoPort(t *testing.T) {
	start := 0
	for start == 0 { // a run of ports that this test has, or that others have
		probe, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		port := probe.Addr().(*net.TCPAddr).Port
		probe.Close()
		if port+attempts < 65536 {
			start = port
		}
	}
	for p := start; p < start+attempts; p++ {
		if taken, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(p)); err == nil {
			defer taken.Close()
		}
	}
	if l, err := New(Options{}).Listen(t.Context(), "", start); err == nil || !strings.Contains(err.Error(), strconv.Itoa(start)) {
		t.Errorf("%+v, %v", l, err)
	}
	for host, port := range map[string]int{"": -1, "127.0.0.1": 65536, "192.0.2.1": 0, "no such host": 0} {
		if l, err := New(Options{}).Listen(t.Context(), host, port); err == nil {
			t.Errorf("%q %d: %+v", host, port, l)
		}
	}
}

// TestShutdown ends the streams, and lets the port go.
func TestShutdown(t *testing.T) {
	s := New(Options{Dir: sample(t)})
	l, cancel := listening(t, s, "", 0)
	c := connect(t, l.URL, "", "")
	c.next()
	cancel()
	if c.more() {
		t.Error("the stream goes on")
	}
	if c.err != nil {
		t.Errorf("the stream was cut: %v", c.err)
	}
	if err := l.Wait(); err != nil {
		t.Error(err)
	}
	again, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(l.Port))
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
	eventually(t, "no stream is left", func() bool { return s.open() == 0 })
}

// eventually waits for what must become true.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 3000 {
		if is() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("never: %s", what)
}

// open counts the streams.
func (s *Server) open() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.streams)
}
