package load_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/load"
	"tradeoff/generator/source"
)

// unread lists what a tree's site has and was not read, as it should be called.
func unread(tree *source.Tree) string {
	var words []string
	for _, u := range tree.Unread {
		if u.Folder {
			u.Named += "/"
		}
		words = append(words, u.Named)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// TestUnread: one slip in a file's name is reported once, and what the file was
// meant to be is remembered.
func TestUnread(t *testing.T) {
	for name, test := range map[string]struct {
		files           map[string]string
		reported, leave string
	}{
		"wrong ending": {map[string]string{"data/backend/rails.yml": "x", "data/backend/Node.YAML": "x"},
			"data/backend/Node.YAML data/backend/rails.yml", "data/backend/node.yaml data/backend/rails.yaml"},
		"wrong ending of the category": {map[string]string{"data/backend/category.yaml": "absent", "data/backend/category.yml": category},
			"data/backend/category.yml", "data/backend/category.yaml data/backend/django.yaml"},
		"wrong ending of the site":    {map[string]string{"data/site.yaml": "absent", "data/site.yml": config}, "data/site.yml", "data/site.yaml"},
		"capitals":                    {map[string]string{"data/backend/Rails.yaml": "x"}, "data/backend/Rails.yaml", "data/backend/rails.yaml"},
		"capitals in the folder":      {map[string]string{"data/API/rest.yaml": "x", "data/API/category.yaml": "x"}, "data/API", "data/api/category.yaml data/api/rest.yaml"},
		"capitals in the category":    {map[string]string{"data/backend/category.yaml": "absent", "data/backend/Category.yaml": "x"}, "data/backend/Category.yaml", "data/backend/category.yaml data/backend/django.yaml"},
		"no category":                 {map[string]string{"data/api/rest.yaml": "x"}, "data/api", "data/api/category.yaml data/api/rest.yaml"},
		"a space in a guide's name":   {map[string]string{"guides/H H.md": guide}, "guides/H H.md", "guides/h-h.md"},
		"a space in a guide's folder": {map[string]string{"guides/H H/c.md": guide}, "guides/H H", "guides/h-h/c.md"},
		"guides is a file":            {map[string]string{"guides/a.md": "absent", "guides": "x"}, "guides", "guides/"},
	} {
		tree, diags, _ := load.Site(context.Background(), siteWith(test.files))
		var reported []string
		for _, d := range diags.Sorted() {
			reported = append(reported, d.Position.File)
		}
		if got := strings.Join(reported, " "); got != test.reported || unread(tree) != test.leave {
			t.Errorf("%s: reported %s, left %s\n%s", name, got, unread(tree), report(diags))
		}
	}
	tree, _, _ := load.Site(context.Background(), vanishing{siteWith(map[string]string{"guides/p.svg": drawing})})
	if got, want := unread(tree), "data/backend/ guides/a.md guides/p.svg"; got != want {
		t.Errorf("left %s, want %s", got, want)
	}
}
