package related

import (
	"cmp"
	"slices"
	"strings"
)

// A number stands for a feature: its kind, in the high bits, and its place in the
// table. A reader's numbers are its own until the table has learnt them.
type number int32

// placeBits leave room for 268 million features.
const placeBits = 28

func (n number) kind() kind   { return kind(n >> placeBits) }
func (n number) place() int32 { return int32(n) & (1<<placeBits - 1) }

// A table gives features their numbers and knows the forms of words. A number is
// good as long as a guide has the feature; then it may be given to another. So the
// table holds no more than what the guides had at the start, and what they had that
// was new at any one time.
type table struct {
	known  map[feature]number
	names  []string // by place
	spread []int32  // by place: how many guides have each feature
	first  []int32  // by place, of a word: its first form; -1 where there is none
	sorted int32    // before this place the numbers are in the order of features
	free   []int32  // places

	forms     []form
	formOf    map[string]int32 // the place of each form
	freeForms []int32
}

// A form is how a word is written in a text.
type form struct {
	text    string
	feature number // -1 where it says nothing
	times   int32  // how often the site's guides write it
	next    int32  // another form of the word, or -1
}

func newTable() *table { return &table{known: map[feature]number{}, formOf: map[string]int32{}} }

// compare orders features by kind, then by name.
func (t *table) compare(a, b number) int {
	if a.place() < t.sorted && b.place() < t.sorted {
		return cmp.Compare(a, b)
	}
	return cmp.Or(cmp.Compare(a.kind(), b.kind()), strings.Compare(t.names[a.place()], t.names[b.place()]))
}

// learn gives numbers to all features that readers found, and counts the forms that
// they read. It tells, of each word that is written in a form more often or less
// often than before, which was the usual one.
func (t *table) learn(readers []*reader) (usual map[number]string) {
	t.add(readers)
	usual = map[number]string{}
	if len(t.forms) == 0 {
		usual = nil // nobody has been told of any
	}
	for _, r := range readers {
		r.numbers = make([]number, len(r.features))
		for i, f := range r.features {
			r.numbers[i] = t.known[f]
		}
		for text, i := range r.words {
			f := r.forms[i]
			if f.times == 0 {
				continue
			}
			if f.feature >= 0 {
				f.feature = r.numbers[f.feature]
				if _, ok := usual[f.feature]; usual != nil && !ok {
					usual[f.feature] = t.usual(f.feature)
				}
			}
			t.count(text, f)
		}
	}
	return usual
}

// add gives numbers to what is not known, in the order of features.
func (t *table) add(readers []*reader) {
	var unknown []feature
	for _, r := range readers {
		for _, f := range r.features {
			if _, ok := t.known[f]; !ok {
				unknown = append(unknown, f)
			}
		}
	}
	slices.SortFunc(unknown, feature.compare)
	unknown = slices.Compact(unknown)
	isNew := len(t.names) == 0
	for _, f := range unknown {
		f.name = strings.Clone(f.name) // not the whole text that it was cut from
		place := int32(len(t.names))
		if last := len(t.free) - 1; last >= 0 {
			place, t.free = t.free[last], t.free[:last]
			t.names[place], t.spread[place], t.first[place] = f.name, 0, -1
		} else {
			t.names, t.spread, t.first = append(t.names, f.name), append(t.spread, 0), append(t.first, -1)
		}
		t.known[f] = number(f.kind)<<placeBits | number(place)
	}
	if isNew {
		t.sorted = int32(len(t.names))
	}
}

// forget frees the place of a feature that no guide has any more. Those whose
// order is known by their numbers stay.
func (t *table) forget(f number) {
	if place := f.place(); t.spread[place] == 0 && place >= t.sorted {
		delete(t.known, feature{f.kind(), t.names[place]})
		t.names[place] = ""
		t.free = append(t.free, place)
	}
}

// count counts a form, and forgets it when nobody writes it any more.
func (t *table) count(text string, read form) {
	i, ok := t.formOf[text]
	if !ok {
		i = t.newForm(form{text: text, feature: read.feature, next: -1})
		t.formOf[text] = i
		if read.feature >= 0 {
			t.forms[i].next = t.first[read.feature.place()]
			t.first[read.feature.place()] = i
		}
	}
	if t.forms[i].times += read.times; t.forms[i].times > 0 {
		return
	}
	if gone := t.forms[i]; gone.feature >= 0 {
		link := &t.first[gone.feature.place()]
		for *link != i {
			link = &t.forms[*link].next
		}
		*link = gone.next
	}
	delete(t.formOf, text)
	t.forms[i] = form{}
	t.freeForms = append(t.freeForms, i)
}

func (t *table) newForm(f form) int32 {
	if last := len(t.freeForms) - 1; last >= 0 {
		i := t.freeForms[last]
		t.freeForms = t.freeForms[:last]
		t.forms[i] = f
		return i
	}
	t.forms = append(t.forms, f)
	return int32(len(t.forms) - 1)
}

// usual gives the form of a word that the guides use most; of several, the first
// in the alphabet, small letters first.
func (t *table) usual(f number) string {
	best, times := "", int32(0)
	for i := t.first[f.place()]; i >= 0; i = t.forms[i].next {
		if f := t.forms[i]; f.times > times || f.times == times && before(f.text, best) {
			best, times = f.text, f.times
		}
	}
	return best
}

// before orders forms without case, small letters before capitals.
func before(a, b string) bool {
	return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(b, a)) < 0
}
