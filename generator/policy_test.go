//go:build !race

package generator_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tradeoff/templates"
)

// TestPolicyOfPages reads all pages: each says its policy before there is anything
// that it is for, and has nothing that the policy forbids.
func TestPolicyOfPages(t *testing.T) {
	own, _ := builtOwn(t)
	pages := 0
	for _, folder := range []string{own, movingSite(t)} {
		for name, content := range files(t, folder) {
			if strings.HasSuffix(name, ".html") {
				pages++
				for _, fault := range againstPolicy(content) {
					t.Errorf("%s: %s", name, fault)
				}
			}
		}
	}
	if pages < 200 {
		t.Errorf("only %d pages were read", pages)
	}
}

// againstPolicy tells what a page has that its own policy forbids.
func againstPolicy(content string) (faults []string) {
	policy := ""
	tokens := html.NewTokenizer(strings.NewReader(content))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		token := tokens.Token()
		attributes := map[string]string{}
		for _, a := range token.Attr {
			attributes[a.Key] = a.Val
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.ToLower(a.Val), "javascript:") {
				faults = append(faults, "inline: "+token.String())
			}
		}
		if attributes["http-equiv"] == "Content-Security-Policy" && policy == "" { // a second one says where forms lead
			policy = attributes["content"]
		}
		if src := attributes["src"]; strings.Contains(src, "//") || token.Data == "iframe" || token.Data == "object" || token.Data == "base" {
			faults = append(faults, "from elsewhere: "+token.String())
		}
		if needs := token.Data == "script" || token.Data == "style" || token.Data == "link" || token.Data == "img"; needs && policy == "" {
			faults = append(faults, "before the policy: "+token.String())
		}
	}
	if want := templates.Policy(templates.Inline([]byte(content))); policy != want {
		faults = append(faults, "policy "+policy+"\nwant   "+want)
	}
	return faults
}

// TestAgainstPolicy: the check above finds what it is for.
func TestAgainstPolicy(t *testing.T) {
	const meta = `<meta http-equiv="Content-Security-Policy" content="POLICY">`
	with := func(policy string) string { return strings.Replace(meta, "POLICY", html.EscapeString(policy), 1) }
	plain := with(templates.Policy(nil, nil))
	for page, want := range map[string]int{
		plain + `<script src="x.js"></script>`: 0, `<script src="x.js"></script>` + plain: 1, plain + `<p style="a">`: 1, plain + `<p onclick="a">`: 1,
		plain + `<script>1</script>`: 1, with(templates.Policy([]string{"1"}, nil)) + `<script>1</script>`: 0, plain + `<img src="https://x.org/a">`: 1,
		plain + `<style>a{}</style>`: 1, ``: 1, plain + `<a href="javascript:x">`: 1,
	} {
		if got := againstPolicy(page); len(got) != want {
			t.Errorf("%s: %q", page, got)
		}
	}
}
