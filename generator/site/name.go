package site

import "slices"

// DistinctName is what an option is called beside the others of its category: its
// name, with its id where another one has the same name.
func (o *Option) DistinctName() string {
	if slices.ContainsFunc(o.Category.Options, func(other *Option) bool { return other != o && other.Name == o.Name }) {
		return o.Name + " (" + o.ID + ")"
	}
	return o.Name
}
