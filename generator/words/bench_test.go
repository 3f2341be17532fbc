package words_test

import (
	"testing"

	"tradeoff/generator/words"
)

// BenchmarkFor measures what each build pays for its words.
func BenchmarkFor(b *testing.B) {
	for _, tag := range []string{"en", "de", "ar"} {
		b.Run(tag, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				words.For(tag, nil)
			}
		})
	}
}

// BenchmarkSay measures what pages pay, of which there are many.
func BenchmarkSay(b *testing.B) {
	w := words.English()
	b.ReportAllocs()
	for b.Loop() {
		w.HTML("table.differ", "differing", 9, "count", 14)
	}
}
