package dataset_test

import (
	"strings"
	"testing"

	"tradeoff/generator/dataset"
	"tradeoff/generator/diag"
	"tradeoff/generator/golden"
	"tradeoff/generator/source"
)

// TestFiles reads the data files of every archive in testdata: site.yaml,
// category.yaml and options, which are of the category before them. The view
// x.want of x.yaml is its values and the diagnostics.
func TestFiles(t *testing.T) {
	golden.Run(t, func(t *testing.T, a golden.Archive) []golden.View {
		var category *source.Category
		var views []golden.View
		for _, input := range a.Inputs {
			var text string
			var diags diag.List
			switch id := strings.TrimSuffix(input.Name, ".yaml"); {
			case strings.HasPrefix(id, "site"):
				var c *source.Config
				c, diags = dataset.Config(input.Name, input.Data)
				text = showConfig(c)
			case strings.HasPrefix(id, "category"):
				category, diags = dataset.Category("backend", input.Name, input.Data)
				text = showCategory(category)
			default:
				var o *source.Option
				o, diags = dataset.Option(category, id, input.Name, input.Data)
				text = showOption(o)
			}
			views = append(views, golden.Of(input, text+golden.Diagnostics(diags)))
		}
		return views
	})
}

// A category or an option is there whatever its file says.
func TestNothing(t *testing.T) {
	for _, in := range []string{"", "# nothing\n", "---\n", "just words", "- a\n", "{", "\xff", "a: b: c"} {
		config, diags := dataset.Config("data/site.yaml", []byte(in))
		if config == nil || config.Language != "en" || !diags.HasErrors() {
			t.Errorf("site %q: %v %s", in, config, golden.Diagnostics(diags))
		}
		category, diags := dataset.Category("backend", "f", []byte(in))
		if category == nil || category.ID != "backend" || category.Title != "backend" || !diags.HasErrors() {
			t.Errorf("category %q: %v %s", in, category, golden.Diagnostics(diags))
		}
		option, _ := dataset.Option(category, "django", "f", []byte(in))
		if option == nil || option.Name != "django" || option.CategoryID != "backend" {
			t.Errorf("option %q: %v", in, option)
		}
	}
	option, diags := dataset.Option(nil, "django", "f", []byte("facts: {orm: yes}"))
	if len(option.Facts) != 0 || diags.HasErrors() {
		t.Errorf("without a category: %v %s", option, golden.Diagnostics(diags))
	}
}

// An empty option file is an option; the other two files need a title.
func TestEmpty(t *testing.T) {
	if _, diags := dataset.Option(&source.Category{ID: "c"}, "o", "f", nil); diags.HasErrors() {
		t.Error(golden.Diagnostics(diags))
	}
	_, diags := dataset.Category("c", "f", nil)
	if got := golden.Diagnostics(diags); !strings.HasPrefix(got, "f: error: the file is empty: a category needs a title [empty-file]\n") {
		t.Errorf("category: %s", got)
	}
	_, diags = dataset.Config("f", []byte("# a comment\n"))
	if got := golden.Diagnostics(diags); !strings.HasPrefix(got, "f: error: the file is empty: the site needs a title [empty-file]\n") {
		t.Errorf("site: %s", got)
	}
}
