package serve

import (
	"net/http"
	"time"
)

const (
	// patience is how long a client may take to read any response that ends.
	patience = time.Minute
	// pace is how many bytes of it a client must read in each second after that.
	pace = 100_000
)

// limit gives a client the time to read a response of a size in bytes. One that does
// not read would hold a connection, and an open file, for ever.
//
// The limit is the connection's and would outlast the response, so each response
// has one of its own.
func limit(w http.ResponseWriter, size int64) {
	end := time.Now().Add(patience + time.Duration(size/pace)*time.Second)
	// What is no connection has no limit, and nobody who could be slow.
	_ = http.NewResponseController(w).SetWriteDeadline(end)
}
