package likeness

import (
	"slices"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A Trait is a fact of an option that sets it apart from the others of its
// category.
type Trait struct {
	Attribute *source.Attribute
	Sharing   []*site.Option // the others that are alike in it, by id
	Known     int            // how many options' facts are known, its own among them
}

// Traits gives the facts that an option shares with few others or with none, the
// most telling first: those alike in it are, with the option itself, at most a
// third of the three or more whose facts are known. Lists, numbers and dates are
// left out: of free words nearly every set is the only one, and no number is that
// of another.
func (s *Space) Traits(o *site.Option) []Trait {
	own := s.index[o]
	var list []telling
	traits := map[*source.Attribute]Trait{}
	for _, scale := range s.scales {
		p, known := scale.places[own], len(scale.sorted)
		if p == unplaced || scale.measured() || scale.attribute.Type == source.ListType || 3*scale.sharing(p) > known {
			continue
		}
		t := Trait{Attribute: scale.attribute, Known: known}
		for i, q := range scale.places {
			if i != own && q != unplaced && scale.near(p, q) {
				t.Sharing = append(t.Sharing, s.options[i])
			}
		}
		traits[scale.attribute] = t
		list = append(list, scale.tells(p))
	}
	var sorted []Trait
	for _, a := range ranked(list) {
		sorted = append(sorted, traits[a])
	}
	return sorted
}

// shared gives the attributes in which all of some options are alike, each known,
// and not all options of the category, the most telling first.
func (s *Space) shared(options []int) []*source.Attribute {
	var list []telling
	for _, scale := range s.scales {
		p := scale.places[options[0]]
		if p == unplaced || scale.rarity(p) == 0 || slices.ContainsFunc(options[1:], func(o int) bool {
			return scale.places[o] == unplaced || !scale.near(p, scale.places[o])
		}) {
			continue
		}
		list = append(list, scale.tells(p))
	}
	return ranked(list)
}
