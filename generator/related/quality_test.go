package related

import (
	"cmp"
	"context"
	"encoding/csv"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"tradeoff/generator/load"
	"tradeoff/generator/resolve"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A judged set is a site of which people have said what should be read next:
// grades 0 to 3 by query and document, each a guide's id. Pairs that are not
// listed have grade 0.
type judged struct {
	name   string
	site   *site.Site
	grades map[string]map[string]float64
}

// ourGuides is the repository's own site, judged pair by pair. What its writers
// pinned is taken away: they are people who have said what should be read next.
func ourGuides(tb testing.TB) judged {
	tb.Helper()
	tree, diags, err := load.Site(context.Background(), os.DirFS("../.."))
	if err != nil || diags.HasErrors() {
		tb.Fatal(err, diags.Sorted())
	}
	s, diags := resolve.Site(tree, resolve.Options{})
	if diags.HasErrors() {
		tb.Fatal(diags.Sorted())
	}
	for _, g := range s.Guides {
		g.Pinned = nil
	}
	return judged{"guides", s, readGrades(tb, "testdata/guides/judgements.tsv")}
}

// titles are the documents of others, of which there is no more than a title, an
// abstract, tags, and what they weigh against each other.
func titles(tb testing.TB) judged {
	tb.Helper()
	text, err := os.ReadFile("testdata/titles/documents.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	var documents []struct {
		ID, Title, Abstract string
		Tags, Options       []string
	}
	if err := yaml.Unmarshal(text, &documents); err != nil {
		tb.Fatal(err)
	}
	s := &site.Site{Config: &source.Config{Language: "en"}}
	nowhere := &site.Category{Category: &source.Category{ID: "options"}}
	options, tags := map[string]*site.Option{}, map[string]*site.Tag{}
	for _, d := range documents {
		g := &site.Guide{Guide: &source.Guide{ID: d.ID, Title: d.Title, Description: d.Abstract, Tags: d.Tags}, Tagged: tagged(tags, d.Tags)}
		for _, id := range d.Options {
			if options[id] == nil {
				options[id] = &site.Option{Option: &source.Option{ID: id, Name: id}, Category: nowhere}
			}
			g.Options = append(g.Options, options[id])
			options[id].Guides = append(options[id].Guides, g)
		}
		s.Guides = append(s.Guides, g)
	}
	slices.SortFunc(s.Guides, func(a, b *site.Guide) int { return strings.Compare(a.ID, b.ID) })
	return judged{"titles", s, readGrades(tb, "testdata/titles/judgements.tsv")}
}

func readGrades(tb testing.TB, file string) map[string]map[string]float64 {
	tb.Helper()
	f, err := os.Open(file)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	lines := csv.NewReader(f)
	lines.Comma = '\t'
	rows, err := lines.ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	grades := map[string]map[string]float64{}
	for _, row := range rows[1:] {
		grade, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			tb.Fatal(err)
		}
		if grades[row[0]] == nil {
			grades[row[0]] = map[string]float64{}
		}
		grades[row[0]][row[1]] = grade
	}
	return grades
}

// A ranker gives the guides to read after each, the best first, by id.
type ranker func(tb testing.TB, s *site.Site) map[string][]string

// quality measures a ranking against the grades: nDCG at 3 with gains of 2^grade-1
// (Järvelin and Kekäläinen 2002, "Cumulated Gain-Based Evaluation of IR
// Techniques"; Burges et al. 2005 for the gains), and the mean reciprocal rank of
// the first that is useful (grade 2 or 3).
func (j judged) quality(ranking map[string][]string) (ndcg, mrr float64) {
	for _, query := range slices.Sorted(maps.Keys(j.grades)) { // sums of floats depend on their order
		grades := j.grades[query]
		gains := make([]float64, 0, len(grades))
		for _, grade := range grades {
			gains = append(gains, grade)
		}
		slices.SortFunc(gains, func(a, b float64) int { return cmp.Compare(b, a) })
		var found []float64
		for _, id := range ranking[query] {
			found = append(found, grades[id])
		}
		ndcg += discounted(found) / discounted(gains)
		if first := slices.IndexFunc(found, func(grade float64) bool { return grade >= 2 }); first >= 0 {
			mrr += 1 / float64(first+1)
		}
	}
	return ndcg / float64(len(j.grades)), mrr / float64(len(j.grades))
}

func discounted(grades []float64) float64 {
	sum := 0.0
	for i, grade := range grades[:min(3, len(grades))] {
		sum += (math.Exp2(grade) - 1) / math.Log2(float64(i+2))
	}
	return sum
}

// ours is the ranking that is built, with some weights.
func ours(weights [kinds]int32) ranker {
	return func(tb testing.TB, s *site.Site) map[string][]string {
		how := usual
		how.weights = weights
		links, err := new(Memory).plan(context.Background(), s, how)
		if err != nil {
			tb.Fatal(err)
		}
		ranking := map[string][]string{}
		for _, g := range s.Guides {
			for _, c := range links.Of(g) {
				ranking[g.ID] = append(ranking[g.ID], c.Guide.ID)
			}
		}
		return ranking
	}
}

// without gives the weights with one kind left out.
func without(k ...kind) [kinds]int32 {
	w := weights
	for _, k := range k {
		w[k] = 0
	}
	return w
}

// by ranks all other guides by a score, then by title; those that score nothing
// are left out.
func by(s *site.Site, score func(g, other *site.Guide) float64) map[string][]string {
	ranking := map[string][]string{}
	for _, g := range s.Guides {
		scores := map[*site.Guide]float64{}
		var found []*site.Guide
		for _, other := range s.Guides {
			if scores[other] = score(g, other); other != g && scores[other] > 0 {
				found = append(found, other)
			}
		}
		slices.SortFunc(found, func(a, b *site.Guide) int {
			return cmp.Or(cmp.Compare(scores[b], scores[a]), site.ByTitle(a, b))
		})
		for _, other := range found[:min(len(found), Most)] {
			ranking[g.ID] = append(ranking[g.ID], other.ID)
		}
	}
	return ranking
}

// tagsOnly ranks by how many tags are shared.
func tagsOnly(_ testing.TB, s *site.Site) map[string][]string {
	return by(s, func(g, other *site.Guide) float64 {
		shared := 0.0
		for _, tag := range g.Tags {
			if slices.ContainsFunc(other.Tags, func(t string) bool { return strings.EqualFold(t, tag) }) {
				shared++
			}
		}
		return shared
	})
}

// bm25 ranks by BM25 (k1 = 1.2, b = 0.75), each guide's words the query, stemmed as
// ours are. Plain takes all of a guide's words alike, and lets those of the query
// count in full; else the words of titles count four times, as ours do, and the
// query's are damped too (k3 = 1.2).
func bm25(plain bool) ranker {
	return func(_ testing.TB, s *site.Site) map[string][]string { return rankBM25(s, plain) }
}

func rankBM25(s *site.Site, plain bool) map[string][]string {
	x := &index{tongue: newTongue(s.Config.Language)}
	words := map[*site.Guide]map[string]float64{}
	length, average := map[*site.Guide]float64{}, 0.0
	spread := map[string]float64{}
	for _, g := range s.Guides {
		words[g] = map[string]float64{}
		texts := []string{g.Title, g.Description, g.Rule.Plain, g.Text}
		if !plain {
			texts = append(texts, g.Title, g.Title, g.Title)
		}
		for _, text := range texts {
			forms(text, func(form string) {
				if term, says := x.tongue.term(form); says {
					words[g][term]++
					length[g]++
				}
			})
		}
		average += length[g] / float64(len(s.Guides))
		for term := range words[g] {
			spread[term]++
		}
	}
	return by(s, func(g, other *site.Guide) float64 {
		terms := make([]string, 0, len(words[g]))
		for term := range words[g] {
			terms = append(terms, term)
		}
		slices.Sort(terms) // sums of floats depend on their order
		score := 0.0
		for _, term := range terms {
			tf := words[other][term]
			idf := math.Log(1 + (float64(len(s.Guides))-spread[term]+0.5)/(spread[term]+0.5))
			asked := words[g][term]
			if !plain {
				asked *= 2.2 / (asked + 1.2)
			}
			score += asked * idf * tf * 2.2 / (tf + 1.2*(0.25+0.75*length[other]/average))
		}
		return score
	})
}

// BenchmarkQuality measures how good the links are, on both judged sets, beside
// simpler rankings and, where HUGO_BIN names it, Hugo's related content. It
// reports nDCG@3 and MRR; the time is of no interest.
func BenchmarkQuality(b *testing.B) {
	rankers := []struct {
		name string
		rank ranker
	}{
		{"ours", ours(weights)},
		{"tags-only", tagsOnly},
		{"bm25-only", bm25(true)},
		{"bm25-damped-with-titles", bm25(false)},
		{"hugo-default", hugo(hugoDefault)},
		{"hugo-all-fields", hugo(hugoAllFields)},
		{"ours-without-options", ours(without(byOption, byPair))},
		{"ours-without-categories", ours(without(byCategory))},
		{"ours-without-links", ours(without(byLink))},
		{"ours-without-tags", ours(without(byTag))},
		{"ours-without-attributes", ours(without(byAttribute))},
		{"ours-without-words", ours(without(byWord))},
		{"ours-words-only", ours([kinds]int32{byWord: 100})},
	}
	for _, set := range []func(testing.TB) judged{ourGuides, titles} {
		j := set(b)
		for _, r := range rankers {
			b.Run(j.name+"/"+r.name, func(b *testing.B) {
				var ranking map[string][]string
				for range b.N {
					ranking = r.rank(b, j.site)
				}
				ndcg, mrr := j.quality(ranking)
				b.ReportMetric(ndcg, "nDCG@3")
				b.ReportMetric(mrr, "MRR")
			})
		}
	}
}

// TestJudgements holds the judged sets to what they are: whole, and about guides
// that are there.
func TestJudgements(t *testing.T) {
	for _, set := range []func(testing.TB) judged{ourGuides, titles} {
		j := set(t)
		known := map[string]bool{}
		for _, g := range j.site.Guides {
			known[g.ID] = true
		}
		pairs := 0
		for query, grades := range j.grades {
			for document, grade := range grades {
				if pairs++; !known[query] || !known[document] || query == document || grade != math.Trunc(grade) || grade < 0 || grade > 3 {
					t.Errorf("%s: %s → %s: grade %v", j.name, query, document, grade)
				}
			}
		}
		if pairs < 60 {
			t.Errorf("%s: only %d pairs", j.name, pairs)
		}
	}
	if n := len(titles(t).site.Guides); n != 100 {
		t.Errorf("%d titles", n)
	}
}

// TestQuality holds the links above the simpler rankings, and near what they once
// were. The titles do not change, and their floors are the figures of the day, cut
// to two places. The ten guides of this repository do, and a single pair of them
// can move a figure by 0.02: there BM25 is only logged.
func TestQuality(t *testing.T) {
	for _, test := range []struct {
		set       func(testing.TB) judged
		ndcg, mrr float64
	}{{ourGuides, 0.85, 0.9}, {titles, 0.57, 0.75}} {
		j := test.set(t)
		own := ours(weights)(t, j.site)
		ndcg, mrr := j.quality(own)
		if ndcg < test.ndcg || mrr < test.mrr {
			t.Errorf("%s: nDCG@3 %.3f, MRR %.3f; once %.2f, %.2f", j.name, ndcg, mrr, test.ndcg, test.mrr)
		}
		for name, rank := range map[string]ranker{"tags only": tagsOnly, "BM25": bm25(true), "BM25 damped": bm25(false)} {
			ranking := rank(t, j.site)
			simple, simpleMRR := j.quality(ranking)
			better, worse := j.wins(own, ranking)
			t.Logf("%s, %s: nDCG@3 %.3f, MRR %.3f; ours %.3f, %.3f, better for %d of %d and worse for %d", j.name, name, simple, simpleMRR, ndcg, mrr, better, len(j.grades), worse)
			if ndcg < simple && (j.name == "titles" || name == "tags only") {
				t.Errorf("%s: %s ranks better than ours: nDCG@3 %.3f, ours %.3f", j.name, name, simple, ndcg)
			}
		}
	}
}

// wins counts the queries for which a ranking is better than another, and worse.
func (j judged) wins(ranking, other map[string][]string) (better, worse int) {
	for query, grades := range j.grades {
		one := judged{grades: map[string]map[string]float64{query: grades}}
		a, _ := one.quality(ranking)
		b, _ := one.quality(other)
		if a > b {
			better++
		}
		if a < b {
			worse++
		}
	}
	return better, worse
}
