package preview

import (
	"image/color"
	"os"
	"strconv"
	"testing"
)

func TestLook(t *testing.T) {
	blue := color.RGBA{0x3b, 0x5b, 0xdb, 0xff}
	for i, p := range []Picture{
		{Site: "Tradeoff", Kicker: "Backend frameworks", Title: "Node.js vs Django", Rule: true, Sentence: "If your front-end team will write the server too, or open connections are the product, take Node.js. If records, staff screens and data work are the product, take Django.", Options: []string{"Node.js", "Django"}, Mark: true, Accent: blue},
		{Site: "Tradeoff", Kicker: "Backend frameworks", Title: "Node.js vs Django vs Ruby on Rails: which server framework fits a small team?", Rule: true, Sentence: "If your front-end team will write the server too, or open connections are the product, take Node.js. If records, staff screens and data work are the product, take Django. If records, staff screens and data work are the product, take Django.", Options: []string{"Node.js", "Django", "Ruby on Rails"}, Mark: true, Accent: blue},
		{Site: "Tradeoff", Title: "Tradeoff", Sentence: "Decide with your eyes open", Options: []string{"API styles", "Backend as a service", "Backend frameworks", "Databases", "Front-end frameworks", "Languages"}, Mark: true, Accent: blue},
		{Site: "Сравнения", Kicker: "Редакторы", Title: "Ελληνικά ή Русский?", Sentence: "Größe, naïveté, Đà Nẵng.", Accent: color.RGBA{0xb0, 0x30, 0x60, 255}},
		{Site: "日本語", Title: "日本語のタイトル", Options: []string{"Node.js", "Django"}, Accent: blue},
		{Site: "Tradeoff", Kicker: "Databases", Title: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", Sentence: "PostgreSQL is a relational database.", Options: []string{"PostgreSQL", "MySQL", "SQLite", "MongoDB", "Redis"}, Mark: true, Accent: blue},
		{Site: "Tradeoff", Kicker: "Databases", Title: "PostgreSQL", Sentence: "A relational database that is extended by extensions.", Mark: true, Accent: blue},
	} {
		b, err := p.PNG()
		if err != nil {
			t.Fatal(err)
		}
		t.Log(len(b))
		os.WriteFile("/dev/shm/pv"+strconv.Itoa(i)+".png", b, 0o644)
	}
}

func BenchmarkPNG(b *testing.B) {
	p := Picture{Site: "Tradeoff", Kicker: "Backend frameworks", Title: "Node.js vs Django", Rule: true, Sentence: "If your front-end team will write the server too, or open connections are the product, take Node.js. If records, staff screens and data work are the product, take Django.", Options: []string{"Node.js", "Django"}, Mark: true}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.PNG(); err != nil {
			b.Fatal(err)
		}
	}
}
