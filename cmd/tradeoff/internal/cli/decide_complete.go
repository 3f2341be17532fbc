package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tradeoff/generator"
	"tradeoff/generator/decision"
	"tradeoff/generator/site"
)

// completeDecide completes the argument and the flags of `tradeoff decide` from
// the site. A site with errors completes nothing.
func (c Command) completeDecide(cmd *cobra.Command, r *request) {
	const none = cobra.ShellCompDirectiveNoFileComp
	load := func() *site.Site {
		loaded, _, _ := generator.Load(cmd.Context(), generator.Options{Site: r.site}) // nothing may be said here
		return loaded
	}
	category := func(args []string) *site.Category {
		loaded := load()
		if loaded == nil || len(args) == 0 {
			return nil
		}
		if i := slices.IndexFunc(loaded.Categories, func(c *site.Category) bool { return c.ID == args[0] }); i >= 0 {
			return loaded.Categories[i]
		}
		return nil
	}
	cmd.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		loaded := load()
		if loaded == nil || len(args) > 0 {
			return nil, none
		}
		var found []string
		for _, c := range loaded.Categories {
			if slices.Contains(decidingCategories(loaded), c.ID) {
				found = append(found, c.ID+"\t"+c.Title)
			}
		}
		return found, none
	}
	complete := func(name string, words func(c *site.Category, before []string, last string) []string) {
		_ = cmd.RegisterFlagCompletionFunc(name, func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			c := category(args)
			if c == nil {
				return nil, none
			}
			before, last := "", typed
			if i := strings.LastIndexByte(typed, ','); i >= 0 {
				before, last = typed[:i+1], typed[i+1:]
			}
			found := words(c, strings.Split(before, ","), last)
			for i := range found {
				found[i] = before + found[i]
			}
			return found, none | cobra.ShellCompDirectiveNoSpace
		}) // fails for a flag that is not there
	}
	complete("options", optionWords)
	complete("answers", answerWords)
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats[:], none))
}

// optionWords completes an option that was not named before.
func optionWords(c *site.Category, before []string, _ string) []string {
	var found []string
	for _, o := range c.Options {
		if !slices.Contains(before, o.ID) {
			found = append(found, o.ID+"\t"+o.Name)
		}
	}
	return found
}

// answerWords completes a question that was not answered before, and after its
// sign the answer.
func answerWords(c *site.Category, before []string, last string) []string {
	asked, _, answering := strings.Cut(last, "=")
	var found []string
	for _, q := range decision.New(c, c.Options).Questions {
		switch {
		case answering && q.ID == asked:
			for _, a := range q.Answers {
				found = append(found, q.ID+"="+a.ID+"\t"+answerLabel(a))
			}
		case !answering && !slices.ContainsFunc(before, func(pair string) bool { return strings.HasPrefix(pair, q.ID+"=") }):
			found = append(found, q.ID+"=\t"+q.Ask)
		}
	}
	return found
}
