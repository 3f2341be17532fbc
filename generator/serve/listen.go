package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"time"
)

const (
	// attempts is how many ports are tried, from the one that is asked for.
	attempts = 20
	// grace is how long responses that are under way may take once the server ends.
	// Whoever ended it waits for that.
	grace = 500 * time.Millisecond
)

// Listening is a server that answers.
type Listening struct {
	// URL is that of the site's first page when it began to listen, for a browser on
	// this machine; [Listening.Now] follows what [Server.Under] changes.
	URL string
	// Port is the one that is listened on. Taken is the one that was asked for, if
	// another program has it, and else 0.
	Port, Taken int
	// Exposed tells that other machines may reach the site, drafts and all.
	Exposed bool

	server *Server
	origin string // the address without a path
	ended  chan struct{}
	err    error // why, once it has ended
}

// Now gives the address of the site's first page as it is at this moment.
func (l *Listening) Now() string { return l.origin + escaped(l.server.base()) }

// Wait waits until the server has ended, which it does with the context of
// [Server.Listen]; the error says why it did by itself.
func (l *Listening) Wait() error {
	<-l.ended
	return l.err
}

// Listen begins to serve on a host, 127.0.0.1 where it is empty, and a port, any
// free one where it is 0, until ctx is done. If the port is taken, one of the
// next is used instead.
func (s *Server) Listen(ctx context.Context, host string, port int) (*Listening, error) {
	if host == "" {
		host = "127.0.0.1"
	}
	host = bareHost(host)
	if port < 0 || port > 65535 {
		return nil, fmt.Errorf("there is no port %d: they go from 0 to 65535", port)
	}
	listener, err := listen(ctx, host, port)
	if err != nil {
		return nil, err
	}
	l := &Listening{Port: listener.Addr().(*net.TCPAddr).Port, Exposed: !loopback(listener.Addr()), server: s, ended: make(chan struct{})}
	if port != 0 && l.Port != port {
		l.Taken = port
	}
	shown := host
	if everywhere(host) {
		shown = "localhost"
	}
	l.origin = "http://" + net.JoinHostPort(shown, strconv.Itoa(l.Port))
	l.URL = l.Now()
	go s.answer(ctx, host, listener, l)
	return l, nil
}

// listen opens the first of the ports that can be opened. The error is that of
// the port that was asked for.
func listen(ctx context.Context, host string, port int) (net.Listener, error) {
	var first error
	for p := port; p < port+attempts && p <= 65535; p++ {
		listener, err := new(net.ListenConfig).Listen(ctx, "tcp", net.JoinHostPort(host, strconv.Itoa(p)))
		if err == nil {
			return listener, nil
		}
		if first == nil {
			first = err
		}
		if !taken(err) {
			break
		}
	}
	return nil, first
}

// answer serves until ctx is done; then streams end at once, and what is under
// way gets a moment to arrive.
func (s *Server) answer(ctx context.Context, host string, listener net.Listener, l *Listening) {
	defer close(l.ended)
	server := &http.Server{
		Handler:           s.handler(host),
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    1 << 16,
		ErrorLog:          log.New(io.Discard, "", 0), // browsers that hang up are no news
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case l.err = <-failed:
	case <-ctx.Done():
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		if err := server.Shutdown(ending); err != nil {
			server.Close()
		}
		if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
			l.err = err
		}
	}
}
