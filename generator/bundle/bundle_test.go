package bundle_test

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"tradeoff/generator/bundle"
)

// files are those of a small site.
var files = map[string]string{
	"assets/site.css": `a{background:url("dot.svg")}</style>`, "assets/dot.svg": "<svg/>", "assets/site.js": `x("</script>")`,
	"guides/i.png": "PNG", "guides/a.comparison.csv": "a,b", "guides/big.pdf": strings.Repeat("x", bundle.MostAttached+1),
	"guides/a.html": "", "guides/b.html": "", "index.html": "",
}

func site(url string) bundle.Site {
	return bundle.Site{URL: url, Elsewhere: "Not here",
		File: func(address string) ([]byte, bool, error) {
			content, ok := files[address]
			return []byte(content), ok, nil
		},
		IsPage: func(address string) bool { return strings.HasSuffix(address, ".html") && files[address] == "" }}
}

func bundled(t *testing.T, body, url string) string {
	t.Helper()
	out, err := bundle.Page([]byte("<!DOCTYPE html><html><head><meta charset=utf-8></head><body>"+body+"</body></html>"), "guides/a.html", site(url))
	if err != nil {
		t.Fatal(err)
	}
	if !bundle.IsBundle(out) || bundle.IsBundle([]byte("<!DOCTYPE html><html>")) {
		t.Error("a bundle is not known")
	}
	text := string(out)
	_, text, _ = strings.Cut(text, "<body>")
	text, _, _ = strings.Cut(text, "</body>")
	return text
}

func TestPage(t *testing.T) {
	data := func(kind, content string) string {
		return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString([]byte(content))
	}
	for _, test := range []struct{ name, body, alone, published string }{
		{"page", `<a href="b.html#x">b</a>`, `<a title="Not here">b</a>`, `<a href="https://s.example/p/guides/b.html#x">b</a>`},
		{"home", `<a class="c" href="../index.html">h</a>`, `<a class="c" title="Not here">h</a>`, `<a class="c" href="https://s.example/p/">h</a>`},
		{"itself", `<a href="a.html#y">y</a><a href="#z">z</a>`, `<a href="#y">y</a><a href="#z">z</a>`, `<a href="#y">y</a><a href="#z">z</a>`},
		{"elsewhere", `<a href="https://x.example/">x</a>`, `<a href="https://x.example/">x</a>`, `<a href="https://x.example/">x</a>`},
		{"picture", `<img src="i.png" alt="">`, `<img src="` + data("image/png", "PNG") + `" alt="">`, `<img src="` + data("image/png", "PNG") + `" alt="">`},
		{"gone", `<img src="https://x.example/i.png" alt="i">`, `<img alt="i">`, `<img alt="i">`},
		{"frame", `<iframe src="https://x.example/"></iframe>`, `<iframe></iframe>`, `<iframe></iframe>`},
		{"table", `<a href="a.comparison.csv" download>CSV</a>`, `<a href="` + data("text/csv", "a,b") + `" download="a.comparison.csv">CSV</a>`, ""},
		{"large", `<a href="big.pdf">big</a>`, `<a title="Not here">big</a>`, `<a href="https://s.example/p/guides/big.pdf">big</a>`},
		{"style", `<link rel="stylesheet" href="../assets/site.css">`, `<style>a{background:url("` + data("image/svg+xml", "<svg/>") + `")}<\/style></style>`, ""},
		{"script", `<script src="../assets/site.js"></script>`, `<script>x("\x3c/script>")</script>`, ""},
		{"data", `<script type="application/json">["b.html#q","b","",1.50]</script>`, `<script type="application/json">["","b","",1.50]</script>`, `<script type="application/json">["https://s.example/p/guides/b.html#q","b","",1.50]</script>`},
		{"for a script", `<a data-index="../assets/site.js" href="#x">s</a>`, `<a href="#x">s</a>`, ""},
		{"form", `<form action="b.html"></form>`, `<form hidden=""></form>`, `<form action="https://s.example/p/guides/b.html"></form>`},
		{"base", `<base href="https://x.example/">`, "", ""},
		{"text", "<p>a &amp; b\r\n<b>c</p>", "<p>a &amp; b\r\n<b>c</p>", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := bundled(t, test.body, ""); got != test.alone {
				t.Errorf("alone\n got %s\nwant %s", got, test.alone)
			}
			if got := bundled(t, test.body, "https://s.example/p/"); test.published != "" && got != test.published {
				t.Errorf("published\n got %s\nwant %s", got, test.published)
			}
		})
	}
}

// TestPolicy demands that what is in the file may run, by its hash, and nothing else.
func TestPolicy(t *testing.T) {
	out, err := bundle.Page([]byte(`<html><head><meta http-equiv="content-security-policy" content="x"><script>y()</script></head></html>`), "guides/a.html", site(""))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("y()"))
	if want := "script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; style-src 'none';"; !strings.Contains(string(out), want) || strings.Contains(string(out), `content="x"`) {
		t.Errorf("it lacks %s:\n%s", want, out)
	}
}

func TestUnreadable(t *testing.T) {
	s, broken := site(""), errors.New("broken")
	s.File = func(string) ([]byte, bool, error) { return nil, false, broken }
	if _, err := bundle.Page([]byte(`<img src="i.png">`), "guides/a.html", s); !errors.Is(err, broken) {
		t.Error(err)
	}
}
