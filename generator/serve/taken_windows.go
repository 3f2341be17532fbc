package serve

import (
	"errors"

	"golang.org/x/sys/windows"
)

// taken tells whether another program has the port, or the system keeps it for one.
func taken(err error) bool {
	return errors.Is(err, windows.WSAEADDRINUSE) || errors.Is(err, windows.WSAEACCES)
}
