package serve

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// ownHost tells whether the Host of a request names this machine, or the host
// that was asked for.
func ownHost(header, asked string) bool {
	name := header
	if host, _, err := net.SplitHostPort(header); err == nil {
		name = host
	}
	name = bareHost(name)
	switch name {
	case "localhost", "127.0.0.1", "::1":
		return true
	case "":
		return false
	}
	asked = bareHost(asked)
	if name == asked {
		return true
	}
	_, err := netip.ParseAddr(name)
	return err == nil && everywhere(asked)
}

// otherSite tells whether a browser asks for a page of another host, or of this one
// at another port. What is no browser, or an old one, does not say.
func otherSite(r *http.Request) bool {
	from := r.Header.Get("Sec-Fetch-Site")
	return from == "cross-site" || from == "same-site"
}

// bareHost is a host in one spelling: without brackets or a dot at its end.
func bareHost(host string) string {
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

// everywhere tells whether to listen on a host is to listen on all interfaces.
func everywhere(host string) bool {
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsUnspecified()
}

// loopback tells whether nobody but this machine can reach an address.
func loopback(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}
