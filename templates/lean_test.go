package templates

import (
	"bytes"
	"html/template"
	"testing"
	"testing/fstest"
	"text/template/parse"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
	"tradeoff/generator/words"
)

// same squeezes nothing, so that what is left out is left out by edges.
func same(html []byte) ([]byte, error) { return html, nil }

// Spaces between blocks go, whichever way the actions around them branch; those between
// words stay.
func TestEdges(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"<p>a</p>\n{{if .A}}<p>b</p>{{end}}\n<p>c</p>", "<p>a</p><p>b</p><p>c</p>"},
		{"<p>a</p>\n{{if .No}}<p>b</p>{{end}}\n<p>c</p>", "<p>a</p><p>c</p>"},
		{"<b>a</b>\n{{if .No}}<p>b</p>{{end}}\n<b>c</b>", "<b>a</b>\n\n<b>c</b>"},
		{"<b>a</b>\n{{if .A}}<p>b</p>{{else}}<p>c</p>{{end}}\n<b>c</b>", "<b>a</b><p>b</p><b>c</b>"},
		{"a {{if .A}}b{{end}} c", "a b c"},
		{"<p>a</p>{{if .No}}{{end}} {{.A}}", "<p>a</p>A"},
		{"<i>a</i> {{.A}} <b>b</b>", "<i>a</i> A <b>b</b>"},
		{"<ul>\n{{range .List}}\n<li>{{.}}</li>\n{{end}}\n</ul>", "<ul><li>1</li><li>2</li></ul>"},
		{"<p>{{range .List}} <a>{{.}}</a> {{end}}</p>", "<p> <a>1</a>  <a>2</a> </p>"},
		{`<div title="{{.A}}">{{if .No}}{{end}} {{.A}}</div>`, `<div title="A">A</div>`},
		{`<b title="{{.A}}">{{if .No}}{{end}} {{.A}}</b>`, `<b title="A"> A</b>`},
		{`<li{{if .A}} class="x"{{end}} id="y">a</li>`, `<li class="x" id="y">a</li>`},
		{"<i>a</i>\n{{template \"block\" .}}\n<i>b</i>", "<i>a</i><p>A</p><i>b</i>"},
		{"<i>a</i>\n{{template \"line\" .}}\n<i>b</i>", "<i>a</i>\n A \n<i>b</i>"},
		{"<i>a</i>\n{{template \"nothing\" .}}\n<p>b</p>", "<i>a</i>\n<p>b</p>"}, // the minifier sees this one
		{"<p>a</p>{{$x := .A}}\n<b>{{$x}}</b>", "<p>a</p><b>A</b>"},
		{"\n<i>a</i>\n", "<i>a</i>"},
		{"<p>a</p>{{/* a remark that isn't read */}} b", "<p>a</p>b"},
	} {
		set := &Set{html: template.New("")}
		template.Must(set.html.New("parts").Parse(`{{define "block"}}<p>{{.A}}</p>{{end}}{{define "line"}} {{.A}} {{end}}{{define "nothing"}}{{if .No}}<p>a</p>{{end}}{{end}}`))
		template.Must(set.html.New("test").Parse(test.text))
		e := &edges{set: set, tags: map[*parse.TextNode][2]bool{}, known: map[string][2]edge{}}
		for _, nodes := range set.textNodes() {
			if err := e.squeeze(nodes, same); err != nil {
				t.Fatal(err)
			}
		}
		e.trimAll(set.html.Lookup("test"))
		var b bytes.Buffer
		if err := set.html.ExecuteTemplate(&b, "test", map[string]any{"A": "A", "No": false, "List": []int{1, 2}}); err != nil {
			t.Fatal(err)
		}
		if b.String() != test.want {
			t.Errorf("%q makes %q, want %q", test.text, b.String(), test.want)
		}
	}
}

// What a minifier does not give back as it should leaves a file as it was.
func TestSqueezeFails(t *testing.T) {
	for name, squeeze := range map[string]Squeeze{
		"a mark is missing":     func([]byte) ([]byte, error) { return []byte("{{0}}a{{2}}"), nil },
		"marks are turned":      func([]byte) ([]byte, error) { return []byte("{{0}}a{{2}}b{{1}}"), nil },
		"text before the marks": func([]byte) ([]byte, error) { return []byte("a{{0}}a{{1}}b{{2}}"), nil },
		"an error":              func([]byte) ([]byte, error) { return nil, errNotLean },
	} {
		set := &Set{html: template.Must(template.New("x").Parse("<p>a </p> {{.}} <p>b</p>"))}
		e := &edges{set: set, tags: map[*parse.TextNode][2]bool{}, known: map[string][2]edge{}}
		if err := e.squeeze(set.textNodes()["x"], squeeze); err == nil {
			t.Errorf("%s: no error", name)
		}
		var b bytes.Buffer
		if err := set.html.Execute(&b, "x"); err != nil || b.String() != "<p>a </p> x <p>b</p>" {
			t.Errorf("%s: %q, %v", name, b.String(), err)
		}
	}
}

// Scripts with holes are no scripts to a minifier.
func TestMixes(t *testing.T) {
	for text, want := range map[string]bool{
		"<script>{{0}}</script>":                             false,
		"<script>var a = 1;</script>{{0}}<script>b</script>": false,
		"<script>var a = {{0}};</script>":                    true,
		"<script src=\"{{0}}\"></script>":                    false,
		"<textarea>\n{{0}}</textarea>":                       true,
		"<pre>{{0}} a</pre>":                                 true,
		"<STYLE>a{{0}}</STYLE>":                              true,
		"<p>a {{0}}</p>":                                     false,
	} {
		if got := mixes([]byte(text)); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// A template of the site's own is not squeezed, nor what uses it.
func TestIsLean(t *testing.T) {
	own := fstest.MapFS{"box.html": {Data: []byte("<div>\n<i>own</i>\n{{.Body}}</div>")}, "option.html": {Data: []byte(`{{template "frame-top" .Frame}}<p>own</p>{{template "frame-bottom" .Frame}}`)}}
	for name, test := range map[string]struct {
		own  fstest.MapFS
		want map[string]bool
	}{
		"none":     {nil, map[string]bool{"guide.html": true, "option.html": true, "box.html": true, "404.html": false}},
		"some":     {own, map[string]bool{"guide.html": true, "option.html": false, "box.html": false, "pair.html": true}},
		"of parts": {fstest.MapFS{"icons.html": {Data: []byte(`{{define "icons"}}<svg></svg>{{end}}`)}}, map[string]bool{"guide.html": false, "redirect.html": true}},
	} {
		var set *Set
		var diags diag.List
		if test.own == nil {
			set, diags = LoadLean(nil, words.English(), source.Theme{}, same)
		} else {
			set, diags = LoadLean(test.own, words.English(), source.Theme{}, same)
		}
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		for template, want := range test.want {
			if set.IsLean(template) != want {
				t.Errorf("%s: %s is lean: %v", name, template, set.IsLean(template))
			}
		}
	}
	if set, _ := Load(nil, nil); set.IsLean("guide.html") {
		t.Error("what nothing squeezed is lean")
	}
}
