package dataset

import (
	"math/big"
	"slices"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
	"tradeoff/generator/strictyaml"
)

// defaultMax is the best rating where an attribute names no other.
const defaultMax = 5

// typeOf gives the type that a key of an attribute belongs to; "" for the keys
// that every attribute takes.
func typeOf(key string) source.Type {
	switch key {
	case "levels":
		return source.LevelType
	case "choices":
		return source.ChoiceType
	case "max":
		return source.RatingType
	case "unit":
		return source.NumberType
	}
	return ""
}

// attribute reads one attribute. It is nil where it has no id, or one that is
// taken.
func (r *categoryReader) attribute(v strictyaml.Value) *source.Attribute {
	f := v.Fields("an attribute", "id", "label", "type", "help", "better", "weight", "levels", "choices", "max", "unit", "synonyms")
	idValue := f.Required("id")
	a := &source.Attribute{
		ID:     readID(idValue, attributeID.MatchString, asciiID),
		Label:  f.Get("label").Text(),
		Type:   attributeType(f.Required("type")),
		Help:   prose(f.Get("help")),
		Weight: weight(f.Get("weight")),
		Max:    big.NewRat(defaultMax, 1),
		Pos:    idValue.Pos(),

		Synonyms: spellings(f.Get("synonyms")),
	}
	if a.Label == "" {
		a.Label = spelledOut(a.ID)
	}
	if a.Type != "" {
		a.Better = better(f.Get("better"), a.Type)
		rejectForeignKeys(f, a)
	}
	r.scale(f, a)
	if a.ID == "" {
		r.category.Incomplete = true
	}
	if a.ID == "" || !r.ids.take("the attribute", a.ID, idValue) {
		return nil
	}
	return a
}

// attributeType reads a type; it is "" where the file has none that is known.
func attributeType(v strictyaml.Value) source.Type {
	known := make([]string, len(source.Types))
	for i, t := range source.Types {
		known[i] = string(t)
	}
	return source.Type(v.OneOf(known...))
}

// scale reads what the type of an attribute needs. An attribute that lacks it
// becomes a list, which takes any fact.
func (r *categoryReader) scale(f strictyaml.Fields, a *source.Attribute) {
	typed := true
	switch a.Type {
	case "":
		typed = false
	case source.LevelType:
		a.Levels = spellings(f.Required("levels"))
		if v := f.Get("levels"); v.Given() && len(v.List()) < 2 && len(v.List()) == len(a.Levels) {
			v.Errorf(diag.InvalidValue, "an attribute of the type level needs at least two levels").
				Hint = "list them from the worst to the best: [none, some, full]"
		}
		typed = len(a.Levels) > 0
	case source.ChoiceType:
		a.Choices = spellings(f.Required("choices"))
		if v := f.Get("choices"); v.Given() && len(v.List()) == 0 {
			v.Errorf(diag.InvalidValue, "an attribute of the type choice needs choices").Hint = "list them: [Python, Ruby]"
		}
		typed = len(a.Choices) > 0
	case source.RatingType:
		if v := f.Get("max"); v.Given() {
			a.Max = maximum(v)
		}
	case source.NumberType:
		a.Unit = f.Get("unit").Text()
	}
	if !typed {
		a.Type, a.Better = source.ListType, source.NeitherBetter
		r.untyped[a] = true
	}
	if a.Type != source.RatingType {
		a.Max = nil
	}
}

// spellings reads the levels, the choices or the synonyms of an attribute, or the synonyms
// of an option.
func spellings(v strictyaml.Value) []string {
	var texts []string
	for _, name := range v.Names() {
		texts = append(texts, name.Value)
	}
	return texts
}

// maximum reads the best rating. Ratings begin at 1.
func maximum(v strictyaml.Value) *big.Rat {
	if n := v.Number(); n.Rat != nil {
		if n.Rat.Cmp(big.NewRat(1, 1)) >= 0 {
			return n.Rat
		}
		v.Errorf(diag.InvalidValue, "ratings begin at 1, so their max cannot be %s", n.Text)
	}
	return big.NewRat(defaultMax, 1)
}

// better reads which end of an order is the better one. Of numbers and dates
// nobody knows unless the writer says it.
func better(v strictyaml.Value, t source.Type) source.Better {
	allowed := []string{"none"}
	standard := source.NeitherBetter
	switch t {
	case source.NumberType:
		allowed = []string{"higher", "lower", "none"}
	case source.SupportType, source.LevelType, source.RatingType:
		allowed = []string{"higher", "lower", "none"}
		standard = source.MoreBetter
	case source.DateType:
		allowed = []string{"later", "earlier", "none"}
	}
	text := v.Text()
	switch {
	case text == "":
		return standard
	case !slices.Contains(allowed, text):
		reportBetter(v, t, text, allowed)
		return standard
	}
	switch text {
	case "higher", "later":
		return source.MoreBetter
	case "lower", "earlier":
		return source.LessBetter
	}
	return source.NeitherBetter
}

func reportBetter(v strictyaml.Value, t source.Type, text string, allowed []string) {
	d := v.Errorf(diag.InvalidValue, "%q of the type %s cannot be %q", v.Key, t, text)
	switch {
	case t == source.DateType && text == "higher":
		d.Hint = `did you mean "later"?`
	case t == source.DateType && text == "lower":
		d.Hint = `did you mean "earlier"?`
	case !t.Ordered():
		d.Hint = "its values have no order: remove the key"
	default:
		d.Hint = diag.Suggest(text, allowed)
	}
}

// rejectForeignKeys reports keys that belong to another type.
func rejectForeignKeys(f strictyaml.Fields, a *source.Attribute) {
	for _, v := range f.Present() {
		if owner := typeOf(v.Key); owner != "" && owner != a.Type {
			v.Diagnostics().Errorf(v.KeyPos, diag.UnknownKey, "%q is a key of the type %s, and %q is of the type %s", v.Key, owner, a.ID, a.Type).
				Hint = "remove it, or write type: " + string(owner)
		}
	}
}

// weight reads a number that is not negative; 1 where it is absent.
func weight(v strictyaml.Value) *big.Rat {
	n := v.Number()
	switch {
	case n.Rat == nil:
	case n.Rat.Sign() < 0:
		v.Errorf(diag.InvalidValue, "%q cannot be negative", v.Key).Hint = "0 is the least: it counts for nothing"
	default:
		return n.Rat
	}
	return big.NewRat(1, 1)
}
