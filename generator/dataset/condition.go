package dataset

import (
	"fmt"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
	"tradeoff/generator/strictyaml"
)

// comparisons are the signs that a condition can begin with. A sign stands
// before those that it begins with.
var comparisons = []struct {
	sign string
	op   source.Op
}{
	{">=", source.GreaterEqual},
	{"≥", source.GreaterEqual},
	{"<=", source.LessEqual},
	{"≤", source.LessEqual},
	{">", source.Greater},
	{"<", source.Less},
	{"==", source.AnyOf},
	{"=", source.AnyOf},
}

// turned are signs written the wrong way round.
var turned = map[string]string{"=<": "<=", "=>": ">="}

// conditions reads what an answer requires or prefers.
func (r *categoryReader) conditions(v strictyaml.Value, prefer bool) []*source.Condition {
	var conditions []*source.Condition
	for _, entry := range v.Entries("attributes with conditions") {
		a := r.category.Attribute(entry.Key)
		if a == nil {
			reportAttribute(r.category, entry)
			continue
		}
		if r.untyped[a] {
			continue
		}
		if c := condition(a, entry, prefer); c != nil {
			conditions = append(conditions, c)
		}
	}
	return conditions
}

// reportAttribute reports a key that should be an attribute's id.
func reportAttribute(c *source.Category, v strictyaml.Value) {
	if c.Incomplete {
		return // it may be among what could not be understood
	}
	if id, _, glued := strings.Cut(v.Key, ":"); glued && v.Node.IsEmpty() && c.Attribute(id) != nil {
		v.Diagnostics().Errorf(v.KeyPos, diag.Syntax, `no space after ":"`).
			Hint = `write "key: value" with a space between them`
		return
	}
	known := make([]string, len(c.Attributes))
	for i, a := range c.Attributes {
		known[i] = a.ID
	}
	v.Diagnostics().Errorf(v.KeyPos, diag.UnknownAttribute, "the category %q has no attribute %q", c.ID, v.Key).
		Hint = diag.Suggest(v.Key, known)
}

// condition reads one condition; nil where it has a fault.
func condition(a *source.Attribute, v strictyaml.Value, prefer bool) *source.Condition {
	c := &source.Condition{Attribute: a, Pos: v.Pos()}
	items := v.List()
	if len(items) == 0 {
		if v.Node.IsEmpty() || v.Node.Kind == strictyaml.Sequence {
			v.Errorf(diag.InvalidValue, "the condition on %q is empty", a.ID).Hint = "write a value, a list of values or a comparison"
		}
		return nil
	}
	ok := true
	for _, item := range items {
		ok = addTerm(c, item, prefer, len(items) == 1) && ok
	}
	if !ok {
		return nil
	}
	return c
}

// addTerm reads one item of a condition, which is the whole of it where it is
// single, and tells whether it could.
func addTerm(c *source.Condition, v strictyaml.Value, prefer, single bool) bool {
	a, text := c.Attribute, v.Text()
	if text == "" {
		return false // of the wrong type, which has been reported
	}
	if listed(a, text) {
		return addValue(c, v, text)
	}
	op, operand, found := comparison(text)
	direction := direction(a, text)
	switch {
	case turned[text[:min(2, len(text))]] != "" && a.Type.Ordered():
		v.Errorf(diag.InvalidValue, "%q is no comparison", text).
			Hint = fmt.Sprintf("did you mean %q?", turned[text[:2]]+text[2:])
		return false
	case found && operand == "":
		v.Errorf(diag.InvalidValue, "the comparison %q has no value", text).Hint = "write it as " + text + " and a value"
		return false
	case found && op == source.AnyOf:
		return addValue(c, v, operand)
	case (found || direction != source.AnyOf) && !a.Type.Ordered():
		v.Errorf(diag.InvalidValue, "%q cannot be compared: the type %s has no order", a.ID, a.Type).
			Hint = "write a value alone, or = before one that looks like a comparison"
		return false
	case direction != source.AnyOf:
		c.Op = direction
		return checkDirection(a, v, text, prefer, single)
	case found && !single:
		v.Errorf(diag.InvalidValue, "the comparison %q stands in a list", text).
			Hint = "a list holds values; a comparison stands alone"
		return false
	case found:
		c.Op, text = op, operand
	}
	return addValue(c, v, text)
}

// direction gives Higher or Lower for a text that asks for one, else AnyOf.
func direction(a *source.Attribute, text string) source.Op {
	isDate := a.Type == source.DateType
	switch {
	case text == "higher", text == "later" && isDate:
		return source.Higher
	case text == "lower", text == "earlier" && isDate:
		return source.Lower
	}
	return source.AnyOf
}

// checkDirection reports higher and lower where they cannot stand.
func checkDirection(a *source.Attribute, v strictyaml.Value, text string, prefer, single bool) bool {
	switch {
	case !prefer:
		v.Errorf(diag.InvalidValue, "%q stands under require, which a fact meets or does not", text).
			Hint = `move it to prefer, or write a comparison such as ">= ..."`
	case !single:
		v.Errorf(diag.InvalidValue, "%q stands in a list", text).Hint = "write it alone: " + a.ID + ": " + text
	default:
		return true
	}
	return false
}

// comparison splits ">= partial" into its sign and its value.
func comparison(text string) (op source.Op, operand string, found bool) {
	for _, c := range comparisons {
		if rest, ok := strings.CutPrefix(text, c.sign); ok {
			return c.op, strings.TrimSpace(rest), true
		}
	}
	return source.AnyOf, text, false
}

// addValue reads a value by the condition's attribute.
func addValue(c *source.Condition, v strictyaml.Value, text string) bool {
	a := c.Attribute
	if stateOf(a, v.Node, text) != source.Known {
		v.Errorf(diag.InvalidValue, "a condition cannot be met by %q", text).
			Hint = "leave the condition out: an unknown fact rules nothing out and adds nothing"
		return false
	}
	value, fault := typed(a, v, text)
	if fault != nil {
		fault.Hint = conditionHint(a, text, fault.Hint)
	}
	if !v.Report(fault) {
		return false
	}
	c.Values = append(c.Values, value)
	return true
}

// conditionHint is the hint for a value that does not fit, where what fits a
// condition is not what fits a fact.
func conditionHint(a *source.Attribute, text, hint string) string {
	near := diag.Nearest(text, []string{"higher", "lower"})
	switch {
	case strings.HasPrefix(text, "!"):
		return "the comparisons are >=, <=, >, < and ="
	case a.Type.Ordered() && near != "":
		return diag.Suggest(text, []string{near})
	case a.Type == source.SupportType:
		return supportHint(text, "yes", "partial", "no")
	}
	return hint
}
