package serve

import (
	"maps"
	"slices"
)

// remembered is for how many files it is known when they changed last; a session
// with more forgets them all and takes them for changed.
const remembered = 200_000

// changes are what happened to the site since the server began. They do not grow
// with the number of builds, only with that of different files.
type changes struct {
	build int            // number of the present build; the site as it was found is 0
	last  map[string]int // the build in which a file changed last
	all   int            // the last build in which everything did
}

// add notes the files of one more build, or of part of one; none stands for all.
func (c *changes) add(files []string) {
	c.build++
	for _, name := range files {
		c.last[fileName(name)] = c.build
	}
	if len(files) == 0 || len(c.last) > remembered {
		c.all = c.build
		clear(c.last)
	}
}

// since gives the files that changed after a build, sorted, or tells that all did.
func (c *changes) since(build int) (files []string, all bool) {
	if build < c.all {
		return nil, true
	}
	if build >= c.build {
		return nil, false
	}
	for name, at := range maps.All(c.last) {
		if at > build {
			files = append(files, name)
		}
	}
	slices.Sort(files)
	return files, false
}
