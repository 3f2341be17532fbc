package help

import (
	"strings"
	"testing"
)

func TestEveryTopicOpensWithTitleAndSummary(t *testing.T) {
	topics := Topics()
	if len(topics) == 0 || topics[0].Name != "start" {
		t.Fatalf("the first topic is not start: %v", topics)
	}
	for _, topic := range topics {
		text, ok := Text(topic.Name)
		if !ok || !strings.HasPrefix(text, "# "+topic.Title+"\n") || topic.Title == "" {
			t.Errorf("%s does not begin with a title: %.40q", topic.Name, text)
		}
		if topic.Summary == "" || strings.HasPrefix(topic.Summary, "#") || len(topic.Summary) > 200 {
			t.Errorf("%s: the paragraph after the title should be a summary of a line or two: %.250q", topic.Name, topic.Summary)
		}
	}
}

func TestUnknownTopicHasNoText(t *testing.T) {
	for _, name := range []string{"", "nothing", "../help", "start.md"} {
		if _, ok := Text(name); ok {
			t.Errorf("Text(%q) is there", name)
		}
	}
}

func TestExplaining(t *testing.T) {
	for word, want := range map[string]string{
		"verdict": "directives", ":::verdict": "directives", "fact": "directives", "compare": "directives guides",
		"rule": "guides", "tagline": "data", "support": "data", "broken-link": "errors", "HomePage": "templates",
		"Features": "", "nothing": "", "": "", ":": "",
	} {
		if got := strings.Join(Explaining(word), " "); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}

func TestOpening(t *testing.T) {
	for text, want := range map[string][2]string{
		"":                                    {"", ""},
		"# Title":                             {"Title", ""},
		"# Title\n\nOne\ntwo.\n\nThree.\n":    {"Title", "One two."},
		"\n# A title \nAt once.\n\n## More\n": {"A title", "At once."},
	} {
		if title, summary := opening(text); title != want[0] || summary != want[1] {
			t.Errorf("opening(%q) = %q, %q", text, title, summary)
		}
	}
}
