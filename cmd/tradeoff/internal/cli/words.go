package cli

import (
	"math/big"
	"strconv"
	"strings"

	"tradeoff/generator/decision"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// notSure are the words of the answer that has no label.
const notSure = "Not sure"

func answerLabel(a *decision.Answer) string {
	if a.NotSure() {
		return notSure
	}
	return a.Label
}

// conditionText says what a condition asks for, as a writer would.
func conditionText(c *source.Condition) string {
	var words []string
	for _, v := range c.Values {
		words = append(words, v.String())
	}
	values := strings.Join(words, " or ")
	date := c.Attribute.Type == source.DateType
	switch c.Op {
	case source.Less:
		return "< " + values
	case source.LessEqual:
		return "<= " + values
	case source.Greater:
		return "> " + values
	case source.GreaterEqual:
		return ">= " + values
	case source.Higher:
		if date {
			return "later"
		}
		return "higher"
	case source.Lower:
		if date {
			return "earlier"
		}
		return "lower"
	}
	return values
}

// factText says what a fact says.
func factText(f site.Fact) string {
	switch f.State {
	case source.Unknown:
		return "unknown"
	case source.NotApplicable:
		return "n/a"
	}
	text := f.Value.String()
	switch {
	case f.Attribute.Type == source.RatingType:
		return text + " of " + f.Attribute.Max.RatString()
	case f.Attribute.Unit == "%":
		return text + "%"
	case f.Attribute.Unit != "":
		return text + " " + f.Attribute.Unit
	}
	return text
}

// findingText names a finding in JSON.
func findingText(f decision.Finding) string {
	return [...]string{"met", "missed", "unverified", "inapplicable"}[f]
}

// decimal gives the nearest floating-point number.
func decimal(r *big.Rat) float64 {
	f, _ := r.Float64()
	return f
}

// average writes a number of questions with one decimal, or with two where one
// would hide that there are any.
func average(f float64) string {
	text := strconv.FormatFloat(f, 'f', 1, 64)
	if text == "0.0" && f > 0 {
		text = strconv.FormatFloat(f, 'f', 2, 64)
	}
	return strings.TrimSuffix(text, ".0")
}

// maxDecimals is how many decimals of a score are shown before it becomes a fraction.
const maxDecimals = 4

// scoreTexts writes scores that differ so that they look different: with no more
// than two decimals where that will do.
func scoreTexts(scores []*big.Rat) []string {
	texts := make([]string, len(scores))
	for decimals := 2; decimals <= maxDecimals; decimals++ {
		for i, s := range scores {
			texts[i] = s.FloatString(decimals)
			texts[i] = strings.TrimSuffix(strings.TrimRight(texts[i], "0"), ".")
		}
		if distinct(scores, texts) {
			return texts
		}
	}
	for i, s := range scores {
		texts[i] = s.RatString()
	}
	return texts
}

// distinct tells whether scores that differ have texts that differ.
func distinct(scores []*big.Rat, texts []string) bool {
	of := map[string]*big.Rat{}
	for i, text := range texts {
		if known := of[text]; known != nil && known.Cmp(scores[i]) != 0 {
			return false
		}
		of[text] = scores[i]
	}
	return true
}
