package likeness

import (
	"slices"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A Trait is a fact of an option, or a word of it, that sets it apart from the
// others of its category.
type Trait struct {
	Attribute *source.Attribute
	Words     source.Words   // of a choice, those that it is about; nil for all other types
	Sharing   []*site.Option // the others that have it too, by id
	Known     int            // how many options' facts are known, its own among them
}

// Traits gives the facts that an option shares with few others or with none, the
// most telling first: those alike in it are, with the option itself, at most a
// third of the three or more whose facts are known. Of a choice it goes by words,
// since an option may have several: one that no other option has, whatever else
// stands beside it. Lists, numbers and dates are left out: of free words nearly
// every one is the only one, and no number is that of another.
func (s *Space) Traits(o *site.Option) []Trait {
	own := s.index[o]
	var list []trait
	for _, scale := range s.scales {
		if scale.places[own] == unplaced || scale.measured() {
			continue
		}
		switch scale.attribute.Type {
		case source.ListType:
		case source.ChoiceType:
			list = append(list, s.wordTraits(scale, own)...)
		default:
			if t := s.newTrait(scale, scale.alike(own)); 3*(len(t.Sharing)+1) <= t.Known {
				list = append(list, t)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b trait) int { return compareTelling(a.telling, b.telling) })
	traits := make([]Trait, len(list))
	for i, t := range list {
		traits[i] = t.Trait
	}
	return traits
}

type trait struct {
	Trait
	telling
}

func (s *Space) newTrait(scale *scale, sharing []int) trait {
	t := trait{Trait{Attribute: scale.attribute, Known: len(scale.sorted)}, telling{attribute: scale.attribute}}
	t.value = scale.weight * int64(scale.without(len(sharing)+1))
	for _, i := range sharing {
		t.Sharing = append(t.Sharing, s.options[i])
	}
	return t
}

// wordTraits gives the words of an option's choice that few others have, those
// together that the same options have, in the order written.
func (s *Space) wordTraits(scale *scale, own int) (list []trait) {
	words := s.options[own].Option.Fact(scale.attribute.ID).Value.(source.Words)
	for _, word := range words {
		t := s.newTrait(scale, scale.having(word, own))
		if 3*(len(t.Sharing)+1) > t.Known {
			continue
		}
		if at := slices.IndexFunc(list, func(u trait) bool { return slices.Equal(t.Sharing, u.Sharing) }); at >= 0 {
			list[at].Words = append(list[at].Words, word)
			continue
		}
		t.Words = source.Words{word}
		list = append(list, t)
	}
	return list
}

// alike gives the other options that are alike to one.
func (s *scale) alike(own int) (options []int) {
	for i, p := range s.places {
		if i != own && p != unplaced && s.near(s.places[own], p) {
			options = append(options, i)
		}
	}
	return options
}

// shared gives the attributes in which all of some options are alike, each known
// and each two of them near each other, and not all options of the category, the
// most telling first.
func (s *Space) shared(options []int) []*source.Attribute {
	var list []telling
	for _, scale := range s.scales {
		low, high := scale.places[options[0]], scale.places[options[0]]
		for _, o := range options {
			low, high = min(low, scale.places[o]), max(high, scale.places[o])
		}
		if low == unplaced || !scale.near(low, high) || scale.rarity(low, high) == 0 {
			continue
		}
		list = append(list, scale.tells(low, high))
	}
	return ranked(list)
}
