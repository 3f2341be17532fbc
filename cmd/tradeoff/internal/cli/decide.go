package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tradeoff/generator"
	"tradeoff/generator/decision"
	"tradeoff/generator/diag"
	"tradeoff/generator/diagram"
	"tradeoff/generator/site"
	"tradeoff/generator/words"
)

// The formats of `tradeoff decide`.
var formats = [...]string{"text", "json", "dot", "mermaid"}

// A request is what `tradeoff decide` is asked, as it was typed.
type request struct {
	command  string // "tradeoff decide"
	site     string
	category string
	options  []string
	answers  []string
	answered bool // --answers was there, perhaps empty
	format   string
}

// decide is `tradeoff decide`.
func (c Command) decide() *cobra.Command {
	var r request
	cmd := &cobra.Command{
		Use:   "decide CATEGORY",
		Short: "Answer questions and get a recommendation",
		Long: `Decide takes the decision of a category: it asks one question at a time, and
stops as soon as no further answer could change the recommendation. Then it
shows the ranking, the facts behind it with their sources, what is unverified,
and what would change it.

With --answers it asks nothing and says what these answers lead to, and which
question comes next. Without a terminal it asks nothing either.`,
		Example: `  tradeoff decide backend
  tradeoff decide backend --options django,rails
  tradeoff decide backend --answers team=python,realtime=central
  tradeoff decide backend --answers team=python --format json | jq .recommended
  tradeoff decide backend --format dot | dot -Tsvg > backend.svg`,
		Args: cobra.ArbitraryArgs,
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&r.site, "site", ".", "the site's `folder`")
	flags.StringSliceVar(&r.options, "options", nil, "choose among these `options` only (default all of the category)")
	flags.StringSliceVar(&r.answers, "answers", nil, "do not ask: take these answers, each as `question=answer`")
	flags.StringVar(&r.format, "format", "text", "print `text`, json, dot or mermaid")
	_ = cmd.MarkFlagDirname("site") // fails for a flag that is not there
	c.completeDecide(cmd, &r)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r.command = cmd.CommandPath()
		r.answered = flags.Changed("answers")
		switch {
		case len(args) > 1:
			return r.wrong(fmt.Sprintf("%s takes one category, but there is also %q", r.command, args[1]), "")
		case r.site == "":
			return r.wrong("--site is empty", "")
		case flags.Changed("options") && len(r.options) == 0:
			return r.wrong("--options is empty", "")
		case !slices.Contains(formats[:], r.format):
			return r.wrong(fmt.Sprintf("unknown format %q", r.format), suggest(r.format, formats[:]))
		case len(args) == 1:
			r.category = args[0]
		}
		r.site = filepath.Clean(r.site)
		return c.runDecide(cmd.Context(), &r)
	}
	return cmd
}

func (r *request) wrong(message, hint string) error { return &wrongUse{r.command, message, hint} }

// suggest is the hint for an unknown name: the nearest known one, and all of them.
func suggest(name string, known []string) string {
	all := diag.Suggest("", known)
	if near := diag.Suggest(name, known); near != all {
		return near + "\n  " + all
	}
	return all
}

func (c Command) runDecide(ctx context.Context, r *request) error {
	d, err := c.openDecision(ctx, r)
	if err == nil {
		err = c.answer(ctx, r, d)
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(c.Stderr, "interrupted")
		return exit(exitInterrupted)
	}
	return err
}

// A dialogue is one decision with the answers given so far.
type dialogue struct {
	site     *site.Site
	category *site.Category
	tree     *decision.Tree
	given    decision.Answers
	typed    string // the command that leads here, without answers
}

// words are those of the site's pages, which diagrams say, too.
func (d *dialogue) words() *words.Words {
	return words.For(d.site.Config.Language, d.site.Config.Words)
}

// openDecision loads the site and finds in it what was asked for.
func (c Command) openDecision(ctx context.Context, r *request) (*dialogue, error) {
	loaded, err := c.loadSite(ctx, r.site)
	if err != nil {
		return nil, err
	}
	d := &dialogue{site: loaded}
	if d.category, err = r.findCategory(loaded); err != nil {
		return nil, err
	}
	options, err := r.findOptions(d.category)
	if err != nil {
		return nil, err
	}
	questionnaire := decision.New(d.category, options)
	if d.given, err = r.findAnswers(questionnaire); err != nil {
		return nil, err
	}
	d.typed = r.repeat()
	d.tree, err = questionnaire.Grow(ctx)
	return d, err
}

// loadSite loads a site; what is wrong with it is shown. A decision does not need
// what a build only warns of.
func (c Command) loadSite(ctx context.Context, folder string) (*site.Site, error) {
	if missing := notASite(folder); missing != nil {
		c.writeMissing(*missing, "decide CATEGORY", folder)
		return nil, exit(exitFailed)
	}
	loaded, report, err := generator.Load(ctx, generator.Options{Site: folder})
	if err != nil {
		return nil, err
	}
	if report.HasErrors() {
		o := outcome{Report: report}
		c.writeDiagnostics(located(report.Diagnostics, folder))
		fmt.Fprintf(c.Stderr, "%s, %s: nothing can be decided\n", counted(o.count(diag.Error), "error"), counted(o.count(diag.Warning), "warning"))
		return nil, exit(exitFailed)
	}
	return loaded, nil
}

// findCategory gives the category that was named, which must have a decision.
func (r *request) findCategory(s *site.Site) (*site.Category, error) {
	deciding := decidingCategories(s)
	i := slices.IndexFunc(s.Categories, func(c *site.Category) bool { return c.ID == r.category })
	switch {
	case len(deciding) == 0:
		return nil, r.wrong("this site has no decisions: none of its categories has options and asks questions", "tradeoff help decisions shows how to write them")
	case r.category == "":
		return nil, r.wrong(r.command+" takes a category", diag.Suggest("", deciding))
	case i < 0:
		return nil, r.wrong(fmt.Sprintf("unknown category %q", r.category), suggest(r.category, deciding))
	case !slices.Contains(deciding, r.category):
		why := "asks no questions"
		if len(s.Categories[i].Options) == 0 {
			why = "has no options"
		}
		return nil, r.wrong(fmt.Sprintf("the category %q %s", r.category, why), diag.Suggest("", deciding))
	}
	return s.Categories[i], nil
}

// decidingCategories gives the ids of the categories that have a decision.
func decidingCategories(s *site.Site) []string {
	var ids []string
	for _, c := range s.Categories {
		if len(c.Questions) > 0 && len(c.Options) > 0 {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// findOptions gives the options that were named, or all of the category.
func (r *request) findOptions(c *site.Category) ([]*site.Option, error) {
	if len(r.options) == 0 {
		return c.Options, nil
	}
	var found []*site.Option
	for _, id := range r.options {
		id = strings.TrimSpace(id)
		i := slices.IndexFunc(c.Options, func(o *site.Option) bool { return o.ID == id })
		switch {
		case i < 0:
			return nil, r.wrong(fmt.Sprintf("%s has no option %q", c.ID, id), suggest(id, optionIDs(c.Options)))
		case slices.Contains(found, c.Options[i]):
			return nil, r.wrong(fmt.Sprintf("--options names %q twice", id), "")
		}
		found = append(found, c.Options[i])
	}
	return found, nil
}

// findAnswers gives the answers that were named.
func (r *request) findAnswers(n *decision.Questionnaire) (decision.Answers, error) {
	given := decision.Answers{}
	for _, pair := range r.answers {
		question, answer, ok := strings.Cut(pair, "=")
		question, answer = strings.TrimSpace(question), strings.TrimSpace(answer)
		if !ok {
			return nil, r.wrong(fmt.Sprintf("%q in --answers is not a question and an answer", pair), "write it as question=answer; the questions: "+strings.Join(questionIDs(n), ", "))
		}
		i := slices.Index(questionIDs(n), question)
		if i < 0 {
			return nil, r.wrong(fmt.Sprintf("%s has no question %q", r.category, question), suggest(question, questionIDs(n)))
		}
		if n.Questions[i].Answer(answer) == nil {
			return nil, r.wrong(fmt.Sprintf("the question %q has no answer %q", question, answer), suggest(answer, answerIDs(n.Questions[i])))
		}
		if before, twice := given[question]; twice && before != answer {
			return nil, r.wrong(fmt.Sprintf("--answers answers %q twice", question), "")
		}
		given[question] = answer
	}
	return given, nil
}

func optionIDs(options []*site.Option) []string {
	ids := make([]string, len(options))
	for i, o := range options {
		ids[i] = o.ID
	}
	return ids
}

func questionIDs(n *decision.Questionnaire) []string {
	ids := make([]string, len(n.Questions))
	for i, q := range n.Questions {
		ids[i] = q.ID
	}
	return ids
}

func answerIDs(q *decision.Question) []string {
	ids := make([]string, len(q.Answers))
	for i, a := range q.Answers {
		ids[i] = a.ID
	}
	return ids
}

// repeat gives the command as it is typed again, without its answers.
func (r *request) repeat() string {
	typed := []string{r.command, r.category}
	if r.site != "." {
		typed = append(typed, "--site", quotedForShell(r.site))
	}
	if len(r.options) > 0 {
		typed = append(typed, "--options", strings.Join(r.options, ","))
	}
	return strings.Join(typed, " ")
}

// quotedForShell gives a word as a POSIX shell takes it.
func quotedForShell(word string) string {
	if strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+~") == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// answer gives what was asked for, in the format that was asked for.
func (c Command) answer(ctx context.Context, r *request, d *dialogue) error {
	switch r.format {
	case "json":
		return writeJSON(c.Stdout, d.json())
	case "dot":
		_, err := c.Stdout.Write(diagram.DOT(d.tree, d.words()))
		return err
	case "mermaid":
		_, err := c.Stdout.Write(diagram.Mermaid(d.tree, d.words()))
		return err
	}
	_, in := c.terminal(c.Stdin)
	_, out := c.terminal(c.Stdout)
	if in && out && !r.answered {
		done, err := c.ask(ctx, d)
		if err != nil || !done {
			return err
		}
	}
	s := c.sheet(c.Stdout)
	d.text(s)
	_, err := fmt.Fprint(c.Stdout, s)
	return err
}
