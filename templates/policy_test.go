package templates_test

import (
	"slices"
	"strings"
	"testing"

	"tradeoff/templates"
)

func TestPolicy(t *testing.T) {
	const plain = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; font-src 'self' file:; " +
		"connect-src 'self'"
	if got := templates.Policy(nil, nil); got != plain {
		t.Errorf("got %s", got)
	}
	// The hash of the specification's example (CSP 3, 8.3).
	got := templates.Policy([]string{"alert('Hello, world.');", ""}, []string{"a{}"})
	for _, want := range []string{"script-src 'self' file: 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; style-src 'self' file: 'sha256-"} {
		if !strings.Contains(got, want) {
			t.Errorf("got %s", got)
		}
	}
	if strings.Contains(got, "unsafe") {
		t.Errorf("got %s", got)
	}
}

func TestInline(t *testing.T) {
	page := `<!DOCTYPE html><head><style>a{b:"</p>"}</style><SCRIPT>one <!-- &amp;
two</SCRIPT>
<script src="x.js"></script><script type="application/ld+json">{"no": 1}</script><script type="application/json">[]</script>
<script type=" Module ">three</script><script type="">four</script><script></script><svg><style>b{}</style></svg><template>x</template>
<p title="<script>no</script>">&lt;script></p><!-- <script>no</script> --><textarea><script>no</script></textarea>`
	scripts, styles := templates.Inline([]byte(page))
	if want := []string{"one <!-- &amp;\ntwo", "three", "four", ""}; !slices.Equal(scripts, want) {
		t.Errorf("scripts %q", scripts)
	}
	if want := []string{`a{b:"</p>"}`, "b{}"}; !slices.Equal(styles, want) {
		t.Errorf("styles %q", styles)
	}
}

// TestIsBuiltIn: a file that says something else is not the built-in one.
func TestIsBuiltIn(t *testing.T) {
	set, _ := load(map[string]string{"icon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"})
	if set.IsBuiltIn("icon.svg") || !set.IsBuiltIn("site.css") || !set.IsBuiltIn("home.html") || set.IsBuiltIn("no.html") {
		t.Error("wrong")
	}
}

// TestIncludedInATag: a template that leaves its user within a tag is blamed itself.
func TestIncludedInATag(t *testing.T) {
	_, got := load(map[string]string{"policy.html": "<meta http-equiv"})
	if !strings.HasPrefix(got, "templates/policy.html:") || strings.Count(got, "\n") != 1 {
		t.Errorf("got %q", got)
	}
}
