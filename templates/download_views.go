package templates

// A DownloadPage leads to the whole site as one file. It is there only where a build
// was asked for that file (`tradeoff build --zip`).
type DownloadPage struct {
	Frame
	Copy    bool    // this is the page in the file itself: the reader has it already
	Archive NavLink // to the file; zero in the copy
	Size    string  // "12 MB"
	Files   int     // how many are in it
	Online  string  // absolute address of the site; empty where unknown
}
