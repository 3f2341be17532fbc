package words_test

import (
	"html/template"
	"strings"
	"testing"

	"tradeoff/generator/source"
	"tradeoff/generator/words"
)

// wording makes words of one key, with forms and their texts in turn.
func wording(key string, forms ...string) source.Wording {
	w := source.Wording{Key: key}
	for i := 0; i < len(forms); i += 2 {
		w.Forms = append(w.Forms, source.WordForm{Form: forms[i], Text: forms[i+1]})
	}
	return w
}

func TestSay(t *testing.T) {
	w := words.For("en", []source.Wording{
		wording("list.all.two", "other", "a <b> “{first}” & {second}"),
		wording("frame.skip", "one", "{count} row", "other", "{count} rows"),
	})
	for _, test := range []struct {
		key   string
		pairs []any
		want  template.HTML
	}{
		{"list.all.two", []any{"first", "<i>", "second", template.HTML("<i>")}, "a &lt;b&gt; “&lt;i&gt;” &amp; <i>"},
		{"frame.skip", []any{"count", 1}, "1 row"},
		{"frame.skip", []any{"count", 0}, "0 rows"},
		{"frame.skip", []any{"count", 1234}, "1234 rows"},
		{"frame.skip", []any{"count", 12345}, "12,345 rows"},
		{"frame.skip", []any{"count", "many"}, "many rows"},
	} {
		got, err := w.Say(test.key, test.pairs...)
		if err != nil || got != test.want {
			t.Errorf("%s %v: got %q, %v; want %q", test.key, test.pairs, got, err, test.want)
		}
	}
	if got := w.Text("list.all.two", "first", "<i>", "second", 7); got != "a <b> “<i>” & 7" {
		t.Errorf("plain: %q", got)
	}
}

func TestSayFaults(t *testing.T) {
	w := words.English()
	for _, test := range []struct {
		key  string
		want string
	}{
		{"frame.skipp", `there are no words "frame.skipp": did you mean "frame.skip"?`},
		{"date.full", `the words of "date.full" have a hole {day}, and nothing is given for it`},
		{"nonsense", `there are no words "nonsense": known: `},
	} {
		if _, err := w.Say(test.key); err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %s", test.key, err, test.want)
		}
	}
}

func TestLanguages(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "Skip to content", "en-GB": "Skip to content", "de": "Zum Inhalt springen", "de-AT": "Zum Inhalt springen",
		"fr": "Skip to content", "x-klingon": "Skip to content", "": "Skip to content",
	} {
		if got := words.For(tag, nil).Text("frame.skip"); got != want {
			t.Errorf("%s: got %q, want %q", tag, got, want)
		}
	}
	for tag, want := range map[string]bool{"en": true, "de-CH": true, "fr": false, "und": false} {
		if got := len(words.For(tag, nil).Untranslated()) == 0; got != want {
			t.Errorf("%s has all its words: got %v, want %v", tag, got, want)
		}
	}
}

func TestDirection(t *testing.T) {
	for tag, want := range map[string]string{"en": "ltr", "ar": "rtl", "he": "rtl", "fa-IR": "rtl", "ur": "rtl", "az-Arab": "rtl", "az": "ltr", "sr": "ltr", "": "ltr"} {
		if got := words.For(tag, nil).Direction(); got != want {
			t.Errorf("%s: got %s, want %s", tag, got, want)
		}
	}
}

func TestJoin(t *testing.T) {
	w := words.English()
	for want, parts := range map[string][]string{"": nil, "a": {"a"}, "a and b": {"a", "b"}, "a, b and c": {"a", "b", "c"}, "a, b, c and d": {"a", "b", "c", "d"}} {
		if got := w.Join("and", parts); got != want {
			t.Errorf("%v: got %q, want %q", parts, got, want)
		}
	}
	if got := w.JoinHTML("or", []template.HTML{"<i>a</i>", "b"}); got != "<i>a</i> or b" {
		t.Errorf("HTML: %q", got)
	}
}

func TestNumbers(t *testing.T) {
	for _, test := range []struct {
		tag  string
		n    int
		want string
	}{
		{"en", 1234, "1234"}, {"en", 12345, "12,345"}, {"de", 12345, "12.345"}, {"fr", 12345, "12\u00a0345"},
		{"ar", 12345, "12,345"}, {"ar-u-nu-arab", 12, "١٢"}, {"fa", 7, "7"}, {"", 7, "7"},
	} {
		if got := words.For(test.tag, nil).Number(test.n); got != test.want {
			t.Errorf("%s %d: got %q, want %q", test.tag, test.n, got, test.want)
		}
	}
}

func TestSum(t *testing.T) {
	if again := words.For("en", nil); words.English().Sum() != again.Sum() {
		t.Error("equal words have other sums")
	}
	if words.English().Sum() == words.For("en", []source.Wording{wording("frame.skip", "other", "Jump")}).Sum() {
		t.Error("other words have the same sum")
	}
}
