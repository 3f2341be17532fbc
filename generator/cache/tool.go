package cache

import (
	"bytes"
	"debug/elf"
	"encoding/binary"
	"encoding/hex"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"
)

// Tool tells the builds of this tool apart: two that differ in anything have different
// ones. It is what the linker notes in each program (cmd/internal/buildid), a hash of all
// that it was made from; and where that is missing, or somebody set it to something else
// (-ldflags=-buildid=), a hash of the program.
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
	if id := buildID(program, head[:n]); strings.Count(id, "/") == 3 { // the linker's has four parts
		return id, nil
	}
	sum := xxhash.New()
	_, _ = sum.Write(head[:n]) // it never fails
	size, err := io.Copy(sum, program)
	return hex.EncodeToString(sum.Sum(nil)) + "-" + strconv.FormatInt(size, 10), err
})

// buildID finds the build's id in a program, of which head is the begin: in a note of its own (ELF), else
// at the begin of the code, between marks.
func buildID(program io.ReaderAt, head []byte) string {
	if linked, err := elf.NewFile(program); err == nil {
		for _, p := range linked.Progs {
			if p.Type == elf.PT_NOTE {
				if id := noteID(p.Open()); id != "" {
					return id
				}
			}
		}
	}
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

// goNote is the type of the note that holds the id.
const goNote = 4

// noteID reads the id out of notes (ELF, "Note Section").
func noteID(notes io.Reader) string {
	text, _ := io.ReadAll(notes) // what is missing has no id
	aligned := func(n uint32) uint64 { return (uint64(n) + 3) &^ 3 }
	for len(text) >= 12 {
		name, length, kind := binary.LittleEndian.Uint32(text), binary.LittleEndian.Uint32(text[4:]), binary.LittleEndian.Uint32(text[8:])
		text = text[12:]
		whole := aligned(name) + aligned(length)
		if whole > uint64(len(text)) {
			return ""
		}
		if kind == goNote && bytes.HasPrefix(text, []byte("Go\x00")) {
			return string(text[aligned(name) : aligned(name)+uint64(length)])
		}
		text = text[whole:]
	}
	return ""
}
