//go:build !linux

package seen

import "os"

// A Folder looks at the files in a folder one after the other.
type Folder struct{ root *os.Root }

// Enter takes the folder of a root, which is closed after it. Close it in the end.
func Enter(root *os.Root) (*Folder, error) { return &Folder{root}, nil }

// Of is [Of] for a file in the folder, of which the name has no slash. A link there is not
// followed.
func (f *Folder) Of(name string) (File, error) {
	info, err := f.root.Lstat(name)
	if err != nil {
		return File{}, err
	}
	return Of(info), nil
}

// Closely is [Closely] for a file in the folder, likewise.
func (f *Folder) Closely(name string) (File, error) {
	info, err := f.root.Lstat(name)
	if err != nil {
		return File{}, err
	}
	return Closely(info), nil
}

// Changed is [Changed] for the file that was looked at last: not known here.
func (f *Folder) Changed() int64 { return 0 }

// Close lets go of the folder.
func (f *Folder) Close() {}
