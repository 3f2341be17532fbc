package cache

import (
	"bytes"
	"encoding/hex"
	"io"
	"os"
	"strconv"
	"sync"

	"github.com/cespare/xxhash/v2"
)

// Tool tells the builds of this tool apart: two that differ in anything have different
// ones. It is what the linker notes in each program (cmd/internal/buildid), a hash of all
// that it was made from; and where that is missing, a hash of the program.
var Tool = sync.OnceValues(func() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	program, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer program.Close()
	head := make([]byte, 64<<10) // the linker puts it first
	n, err := io.ReadFull(program, head)
	if err != nil && n == 0 {
		return "", err
	}
	if id := buildID(head[:n]); id != "" {
		return id, nil
	}
	sum := xxhash.New()
	_, _ = sum.Write(head[:n]) // it never fails
	size, err := io.Copy(sum, program)
	return hex.EncodeToString(sum.Sum(nil)) + "-" + strconv.FormatInt(size, 10), err
})

// buildID finds the build's id in the head of a program.
func buildID(head []byte) string {
	_, rest, ok := bytes.Cut(head, []byte("\xff Go build ID: \""))
	if !ok {
		return ""
	}
	id, _, ok := bytes.Cut(rest, []byte("\"\n \xff"))
	if !ok || len(id) > 1000 || bytes.ContainsAny(id, "\n") {
		return ""
	}
	return string(id)
}
