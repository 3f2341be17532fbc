package publish

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"syscall"

	"tradeoff/generator/diag"
)

// A Problem is one reason why a site was not published.
type Problem struct {
	// Path of the file or folder: the output folder as the writer named it, and
	// the path within it. Slash-separated.
	Path string
	// Code is [diag.OutputUnsafe], [diag.OutputForeign] or [diag.OutputFailed].
	Code    diag.Code
	Message string // what is wrong, in the form of a diagnostic's
	Hint    string // what the writer should do
	Err     error  // the system's; nil where none
}

// Error gives the path and the message.
func (p *Problem) Error() string { return p.Path + ": " + p.Message }

// Unwrap gives the system's error.
func (p *Problem) Unwrap() error { return p.Err }

// Report adds every [Problem] in err to the list, as an error. It tells whether
// there was one: the error of a cancelled context, or nil, is the caller's to
// handle.
func Report(list *diag.List, err error) bool {
	problems := problemsIn(err)
	for _, p := range problems {
		list.Errorf(diag.Position{File: p.Path}, p.Code, "%s", p.Message).Hint = p.Hint
	}
	return len(problems) > 0
}

// problemsIn finds the problems in an error that may join several.
func problemsIn(err error) []*Problem {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*Problem
		for _, e := range joined.Unwrap() {
			all = append(all, problemsIn(e)...)
		}
		return all
	}
	if p, ok := errors.AsType[*Problem](err); ok {
		return []*Problem{p}
	}
	return nil
}

// Report adds what a commit that succeeded has to say to the list, as warnings:
// a record that could not be read, and each file in [Summary.Kept].
func (s Summary) Report(list *diag.List) {
	if s.Lost {
		lost := lostRecord(s.out)
		list.Warnf(diag.Position{File: lost.Path}, lost.Code, "%s", lost.Message).Hint =
			"delete the output folder and build again, so that nothing old is left in it"
	}
	for _, kept := range s.Kept {
		list.Warnf(diag.Position{File: path.Join(s.out, kept)}, diag.OutputForeign,
			"was left in place: the site no longer has it, but somebody changed it since it was built").Hint =
			"delete it if it is not needed"
	}
}

const getAway = "move it away, delete it, or build elsewhere with --out"

// foreign is the problem of something that this tool did not write and that is
// in its way; or that it wrote, and somebody changed since.
func (t *Transaction) foreign(at string, changed bool) *Problem {
	p := &Problem{Path: path.Join(t.out, at), Code: diag.OutputForeign, Hint: getAway,
		Message: "is in the way of the site, and this tool did not write it"}
	if changed {
		p.Message = "was changed after this tool wrote it, and would be overwritten"
	}
	return p
}

// lostRecord is the problem of a record that cannot be read.
func lostRecord(out string) *Problem {
	return &Problem{Path: path.Join(out, recordName), Code: diag.OutputForeign,
		Message: "this record of what was built cannot be read, so no file beside it counts as built by this tool",
		Hint:    "if everything in the folder was built, delete the folder and build again; else build elsewhere with --out"}
}

// refused is the problem of a system that does not let the tool write.
func (t *Transaction) refused(at string, err error) *Problem {
	p := &Problem{Path: path.Join(t.out, at), Code: diag.OutputFailed, Err: err,
		Message: "cannot be written: " + reason(err),
		Hint:    "see to it that the folder can be written, or build elsewhere with --out"}
	if errors.Is(err, syscall.ENOSPC) {
		p.Hint = "make room on the disk, or build elsewhere with --out"
	}
	if errors.Is(err, syscall.ENOTDIR) {
		p.Hint = "the output must be a folder; build elsewhere with --out"
	}
	return p
}

// reason gives the system's words alone. The operation and the path that Go
// puts before them name files in the staging folder, which mean nothing to a
// writer.
func reason(err error) string {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err
	} else if e, ok := errors.AsType[*os.LinkError](err); ok {
		err = e.Err
	}
	return err.Error()
}

// sorted joins problems in the order of their paths.
func sorted(problems []*Problem) error {
	problems = slices.SortedFunc(slices.Values(problems), func(a, b *Problem) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Message, b.Message))
	})
	joined := make([]error, len(problems))
	for i, p := range problems {
		joined[i] = p
	}
	return errors.Join(joined...)
}
