package templates

import (
	"bytes"
	"encoding/json"
	"html/template"
	"strings"
	"testing"

	"tradeoff/generator/words"
)

// An exhibit has a field of each type that views have, and more.
type exhibit struct {
	Text   string
	HTML   template.HTML
	URL    template.URL
	JSON   json.RawMessage
	Number int
	Small  int8
	Float  float64
	Yes    bool
	Any    any
	Next   *exhibit
	List   []string
	Both   []exhibit
	inner
	*Behind
}

type inner struct{ Promoted string }

// Behind is embedded by a pointer.
type Behind struct{ Deep string }

// Method is none that a plate may call.
func (b *Behind) Method() string { return "called" }

func (e *exhibit) Said() string { return "said " + e.Text }

// printed executes a template by a plate, as far as it comes, and by html/template.
func printed(t testing.TB, text string, view any) (got, want string, ready bool) {
	t.Helper()
	own := &Set{words: words.English(), plates: &plates{}}
	own.html = template.New("").Funcs(own.functions())
	template.Must(own.html.New("parts").Parse(`{{define "told"}} <i>{{.}}</i> {{end}}`))
	if _, err := own.html.New("test").Parse(text); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	err := own.WithoutPlates().Execute(&b, "test", view)
	want = b.String()
	if err != nil {
		want = "error: " + err.Error()
	}
	r := &run{}
	ready = own.tryToPrint(r, "test", view)
	b.Reset()
	err = own.Execute(&b, "test", view)
	got = b.String()
	if err != nil {
		got = "error: " + err.Error()
	}
	return got, want, ready
}

const nasty = "it's <b>\"a+b\"</b> & \x00 \xff &amp; javascript:alert(1) é\u2028 https://x?a=b&c"

// What a plate prints is what html/template prints, and what it cannot print html/template
// does.
func TestPlates(t *testing.T) {
	view := &exhibit{
		Text: nasty, HTML: "<b class=\"x\">it's</b> & more", URL: "javascript:x y", JSON: json.RawMessage(`{"a": "</script>"}`), Number: -7, Small: 3, Float: 1.5,
		Yes: true, Any: "any", Next: &exhibit{Text: "next", List: []string{}}, List: []string{"a", "<b>", "c"}, Both: []exhibit{{Text: "1"}, {Text: "2", Yes: true}},
		inner: inner{"promoted"}, Behind: &Behind{"deep"},
	}
	for _, test := range []struct {
		text  string
		ready bool
	}{
		{`text`, true},
		{`{{.Text}}|{{.HTML}}|{{.Number}}|{{.Small}}|{{.Float}}|{{.Yes}}|{{.JSON}}|{{.URL}}`, true},
		{`<a title="{{.Text}}" title="{{.HTML}}" title='{{.Text}}' href="{{.Text}}" href="#{{.Text}}" href="{{.URL}}" class="{{.Number}}">`, true},
		{`<title>{{.Text}}{{.HTML}}</title>`, true},
		{`<script>var a = {{.Text}}, b = {{.JSON}}, c = {{.Number}};</script>`, true},
		{`<p class={{.Text}}>`, false},
		{`<p {{.Text}}="a">`, false},
		{`<style>a{color:{{.Text}}}</style>`, true},
		{`<script>"{{.Text}}"</script>`, false},
		{`{{.Promoted}}{{.Next.Text}}`, true},
		{`{{.Deep}}`, false},
		{`{{.Said}}`, false},
		{`{{.Any}}`, false},
		{`{{.Next.Next.Text}}`, false},
		{`{{.Nowhere}}`, false},
		{`{{if .Yes}}a{{else}}b{{end}}{{if .Next.Yes}}a{{else}}b{{end}}{{if .Next}}c{{end}}{{if .List}}d{{end}}{{if .Next.List}}e{{end}}{{if .Float}}f{{end}}`, true},
		{`{{with .Next}}{{.Text}}{{$.Number}}{{end}}{{with .Next.Next}}a{{else}}b{{end}}{{with $x := .Text}}{{$x}}{{end}}`, true},
		{`{{range .List}}{{.}},{{end}}{{range .Next.List}}a{{else}}none{{end}}{{range $i, $x := .List}}{{$i}}{{$x}}{{end}}{{range $x := .Both}}{{$x.Text}}{{.Yes}}{{end}}`, true},
		{`{{range 3}}a{{end}}`, false},
		{`{{range .List}}{{break}}{{end}}`, false},
		{`{{$x := .Text}}{{if .Yes}}{{$x = .HTML}}{{end}}{{$x}}<p title="{{$x}}">`, true},
		{`{{$x := .Text}}{{range .List}}{{$x}}{{$x = $.HTML}}{{end}}`, false},
		{`{{$x := .Text}}{{range .List}}{{$x = $.HTML}}{{$x}}{{end}}`, true},
		{`{{$x := 1}}{{if .Yes}}{{$x := "inner"}}{{$x}}{{end}}{{$x}}`, true},
		{`{{if and .Yes .Text (gt .Number -9)}}a{{end}}{{if or .Next.Yes (not .Yes)}}b{{end}}{{or .Next.Text .Text}}{{and .Number .Text}}`, true},
		{`{{if eq .Text "a"}}a{{end}}{{if ne .Number 3}}b{{end}}{{if lt .Small 4}}c{{end}}{{if le .Number -7}}d{{end}}{{if ge .Text "a"}}e{{end}}`, true},
		{`{{if eq .Next.Text "a" "next"}}a{{end}}`, false},
		{`{{if eq .Text .Number}}a{{end}}`, false},
		{`{{len .List}}{{len .Text}}{{add .Number 3}}{{plural (len .List) "row" "rows"}}{{joined "and" .List}}`, true},
		{`{{icon "yes"}}{{icon .Text}}<p title="{{icon "yes"}}">{{link .Text .HTML}}`, true},
		{`{{say "frame.home"}}<p title="{{say "frame.home"}}">{{say "count.guides" "count" (len .List)}}{{say "count.guides" "count" 1}}`, true},
		{`{{say "no.such.key"}}`, false},
		{`{{say .Text}}`, false},
		{`{{part "told" .Text}}{{parts "and" "told" .List}}{{template "told" .Text}}{{template "told" .List}}`, true},
		{`{{part .Text .Text}}`, false},
		{`{{printf "%s" .Text}}`, false},
		{`{{.Text | printf "%s"}}`, false},
		{`{{index .List 1}}`, false},
		{`{{template "told"}}`, false},
		{`<p{{template "attribute" .}}>{{define "attribute"}} title="{{.Text}}"{{end}}`, false},
		{`{{define "again"}}{{.Text}}{{with .Next}}{{template "again" .}}{{end}}{{end}}{{template "again" .}}`, true},
		{`{{if .Yes}}a{{else}}{{printf "%d" 1}}{{end}}`, true},
		{`{{if .Yes}}{{printf "%d" 1}}{{end}}`, false},
		{`{{/* a remark */}}{{- .Text -}} a`, true},
	} {
		got, want, ready := printed(t, test.text, view)
		if got != want {
			t.Errorf("%s\nprints %q\nwant   %q", test.text, got, want)
		}
		if ready != test.ready {
			t.Errorf("%s: printed by a plate is %v", test.text, ready)
		}
	}
	for _, text := range []string{`{{.Text}}`, `a`} { // without a view
		if got, want, _ := printed(t, text, nil); got != want {
			t.Errorf("%s without a view prints %q, want %q", text, got, want)
		}
	}
}

// Values are escaped as html/template escapes them.
func FuzzPlates(f *testing.F) {
	for _, s := range []string{"", "a b", nasty, "../a/b.html#c", "https://example.org/a?b=c,d", "http://a", "a:b", "%41%", "{\"a\":[1,\"b \\\" c\"]}", "[ ]", "{\"\\u2028\u2028\"}"} {
		f.Add(s)
	}
	var texts []string
	for _, c := range places {
		texts = append(texts, c.begin+"{{.Text}}"+c.end+c.begin+"{{.HTML}}"+c.end+c.begin+"{{.URL}}"+c.end+c.begin+"{{.JSON}}"+c.end)
	}
	set := &Set{html: template.New(""), plates: &plates{}}
	template.Must(set.html.New("test").Parse(strings.Join(texts, "\n")))
	f.Fuzz(func(t *testing.T, s string) {
		view := &exhibit{Text: s, HTML: template.HTML(s), URL: template.URL(s), JSON: json.RawMessage(s)}
		var got, want bytes.Buffer
		if err := set.Execute(&got, "test", view); err != nil {
			t.Fatal(err)
		}
		if err := set.WithoutPlates().Execute(&want, "test", view); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Errorf("%q prints\n%q, want\n%q", s, got.String(), want.String())
		}
	})
}

// Templates are executed by many goroutines at once, from the first time on.
func TestPlatesAtOnce(t *testing.T) {
	set, _ := Load(nil, nil)
	done := make(chan string)
	for range 8 {
		go func() {
			var b bytes.Buffer
			_ = set.Execute(&b, "box.html", &Box{Kind: "note", Label: "Note", Body: "text"})
			_ = set.Execute(&b, "new.html", &NewPage{})
			done <- b.String()
		}()
	}
	first := <-done
	for range 7 {
		if next := <-done; next != first || next == "" {
			t.Fatalf("%q and %q", first, next)
		}
	}
}
