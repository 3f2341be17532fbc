package render

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tradeoff/templates"
)

// plainlyDrawn is onlyDrawn as one would say it: each symbol is looked for in the page,
// and in each script.
func plainlyDrawn(r *renderer, html []byte) []byte {
	begin := bytes.Index(html, []byte(spriteBegin))
	if begin < 0 {
		return html
	}
	length := bytes.Index(html[begin:], []byte(spriteEnd))
	if length < 0 {
		return html
	}
	kept := symbolPattern.ReplaceAllFunc(html[begin:begin+length], func(found []byte) []byte {
		name := string(symbolPattern.FindSubmatch(found)[1])
		if bytes.Contains(html, []byte(useOfIcon+name+`"`)) {
			return found
		}
		for asset, text := range r.set.Assets() {
			if strings.HasSuffix(asset, ".js") && quotes(text, name) &&
				(asset == templates.Script || bytes.Contains(html, []byte(r.assets[asset]))) {
				return found
			}
		}
		return nil
	})
	return bytes.Join([][]byte{html[:begin], kept, html[begin+length:]}, nil)
}

// spritedPage is a page with the sprite, and something else in it.
func spritedPage(sprite, rest string) []byte {
	return []byte("<head></head><body>" + sprite + rest + "</body>")
}

func spriteRenderer(t testing.TB) (*renderer, string) {
	set, diags := templates.Load(nil, nil)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	r := &renderer{set: set, assets: map[string]string{templates.TableScript: "assets/table.0123abcd.js", templates.DecisionScript: "assets/decide.0123abcd.js"}}
	var b bytes.Buffer
	if err := set.Execute(&b, "icons", nil); err != nil {
		t.Fatal(err)
	}
	return r, b.String()
}

func TestOnlyDrawn(t *testing.T) {
	r, builtIn := spriteRenderer(t)
	own := `<svg class="sprite"><symbol id="icon-mine"><use href="#icon-more"/></symbol> <symbol id="icon-mine">again</symbol><symbol id="icon-no"/></symbol></svg>`
	icon := func(name string) string { return `<svg><use href="#icon-` + name + `"/></svg>` }
	for _, test := range []struct{ name, sprite, rest string }{
		{"nothing", builtIn, ""},
		{"an icon", builtIn, icon("yes")},
		{"icons", builtIn, icon("yes") + icon("no") + icon("yes")},
		{"an icon that is not there", builtIn, icon("nowhere")},
		{"a script", builtIn, `<script src="../../assets/table.0123abcd.js"></script>`},
		{"a script that is named", builtIn, `<a data-script="assets/decide.0123abcd.js">`},
		{"another script", builtIn, `<script src="../../assets/table.js"></script>.js`},
		{"no sprite", "", icon("yes")},
		{"an open sprite", `<svg class="sprite"><symbol id="icon-yes">`, icon("yes")},
		{"an own sprite", own, icon("mine")},
		{"an own sprite, of which nothing is used", own, ""},
		{"the built-in one once more", builtIn, icon("next")},
	} {
		page := spritedPage(test.sprite, test.rest)
		before := bytes.Clone(page)
		got, want := r.onlyDrawn(nil, page), plainlyDrawn(r, before)
		if !bytes.Equal(got, want) {
			t.Errorf("%s:\n%s\nwant:\n%s", test.name, got, want)
		}
		if !bytes.Equal(page, before) {
			t.Errorf("%s: the page itself was changed", test.name)
		}
	}
}

func FuzzOnlyDrawn(f *testing.F) {
	r, builtIn := spriteRenderer(f)
	f.Add(string(spritedPage(builtIn, `<use href="#icon-yes"/>`)))
	f.Add(string(spritedPage(builtIn[:300]+"</svg>", `"#icon-`)))
	f.Fuzz(func(t *testing.T, page string) {
		if got, want := r.onlyDrawn(nil, []byte(page)), plainlyDrawn(r, []byte(page)); !bytes.Equal(got, want) {
			t.Errorf("%q becomes\n%q, not\n%q", page, got, want)
		}
	})
}

func BenchmarkOnlyDrawn(b *testing.B) {
	r, builtIn := spriteRenderer(b)
	prose, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		b.Fatal(err)
	}
	page := spritedPage(builtIn, strings.Repeat(`<use href="#icon-yes"/>`, 100)+string(prose)+`<script src="assets/table.0123abcd.js">`)
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		r.onlyDrawn(nil, page)
	}
}
