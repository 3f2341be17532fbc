//go:build !race

package generator_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tradeoff/generator"
	"tradeoff/generator/chromium"
)

// TestTableInBrowser works comparison tables in Chromium: each tool, from disk and
// below a path of a server, with and without script, and by keyboard alone.
func TestTableInBrowser(t *testing.T) {
	s := stage{browser: chromium.Start(t), moving: tableSite(t)}
	for name, test := range map[string]func(*testing.T, stage, string){
		"columns": testTableColumns, "sort": testTableSort, "filter": testTableFilter, "find": testTableFind, "only": testTableOnly,
		"address": testTableAddress, "unknown ids": testTableUnknownIDs, "back": testTableBack, "two tables": testTwoTables, "phone": testTablePhone,
		"keyboard": testTableKeyboard, "in view": testTableInView, "sideways": testTableSideways, "print": testTablePrint, "row menu": testRowMenu,
	} {
		t.Run(name+" from disk", func(t *testing.T) {
			t.Parallel()
			test(t, s, strings.TrimSuffix(fileURL(s.moving, "x"), "x"))
		})
		t.Run(name+" from a server", func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(http.StripPrefix("/some/prefix/", http.FileServer(http.Dir(s.moving))))
			t.Cleanup(server.Close)
			test(t, s, server.URL+"/some/prefix/")
		})
	}
	t.Run("without script", func(t *testing.T) {
		t.Parallel()
		testTableWithoutScript(t, s)
	})
	t.Run("copy", func(t *testing.T) {
		t.Parallel()
		testTableCopy(t, s)
	})
	t.Run("accessibility", func(t *testing.T) {
		t.Parallel()
		testTableAccessibility(t, s)
	})
}

// tableSite builds the site in testdata/table.txtar.
func tableSite(t *testing.T) string {
	t.Helper()
	site := unpacked(t, "table")
	out, _ := buildSite(t, site, generator.Options{})
	return out
}

// What a table shows.
const (
	headsShown = `[...document.querySelectorAll(".comparison thead th:not(:first-child)")].filter(h => h.offsetWidth > 0).map(h => h.innerText).join()`
	rowsShown  = `[...document.querySelectorAll(".comparison tbody tr[id]")].filter(r => r.offsetHeight > 0).map(r => r.id.slice(4)).join()`
	tableLine  = `[...document.querySelectorAll(".table-state > *")].filter(e => e.offsetWidth > 0).map(e => e.innerText).join("|")`
	countShown = `document.querySelector(".differing").textContent`
	tableOwn   = `decodeURIComponent(location.search)`
	said       = `document.querySelector("body > [role=status]").textContent`
	everyRow   = "language,licence,site,born,orm,speed,price,learning,r1,r2,r3,r4,r5"
	everyHead  = "Ant,Bee,Cat,Dog,Eel,Fox"
	openPanel  = `String(!!document.querySelector(".table-panel:popover-open"))`
	// Each row of the ORM, below its option: the columns moved together.
	ormCells = `[...document.querySelectorAll("#row-orm td")].filter(c => c.offsetWidth > 0).map(c => c.innerText.split("\n")[0].trim()).join()`
)

// table opens a page with a table, and waits for the script.
func (s stage) table(t *testing.T, base, page string, width int64) *tab {
	t.Helper()
	origin := base
	if strings.HasPrefix(base, "file:") {
		origin = ""
	}
	b := s.open(t, origin)
	b.run(window(width), chromedp.Navigate(base+page), chromedp.WaitReady(".comparison.ready"))
	return b
}

// choose clicks the button of a panel that begins with a text.
func (b *tab) choose(text string) {
	b.t.Helper()
	b.is(`(() => { const b = [...document.querySelectorAll(".table-panel:popover-open :is(button, label)")].find(b => b.innerText.trim().startsWith("`+text+`"));
		if (b) b.click(); return b ? "chosen" : "missing"; })()`, "chosen")
}

func testTableColumns(t *testing.T, s stage, base string) {
	b := s.table(t, base, "servers/index.html", 1280)
	b.is(headsShown, everyHead)
	b.is(countShown, "9 of 13 rows differ")
	b.run(chromedp.Click(chromedp.CSS(".tool.columns")))
	b.choose("None")
	b.is(headsShown, "Ant") // one stays
	b.choose("Bee")
	b.is(headsShown, "Bee")
	b.choose("Dog")
	b.is(headsShown, "Bee,Dog")
	b.is(tableOwn, "?columns=bee,dog")
	b.is(`document.querySelector(".tool.columns").innerText`, "2 of 6 columns")
	b.is(tableLine, "2 of 6 options|Reset")
	b.is(said, "2 of 6 options, 6 of 13 rows differ")
	b.is(countShown, "6 of 13 rows differ") // site, born and learning are not known of both, orm, price and r1 differ
	b.is(`String(document.querySelector(".group th").colSpan)`, "3")
	b.is(`String(document.querySelector(".group th").offsetWidth === document.querySelector("table").offsetWidth)`, "true")
	b.choose("All")
	b.is(headsShown, everyHead)
	b.is(tableOwn, "")
	b.is(countShown, "9 of 13 rows differ")
	b.choose("By name")
	b.is(headsShown, everyHead)
	b.is(tableOwn, "?sort=A-Z")
	b.report("columns")
}

func testTableSort(t *testing.T, s stage, base string) {
	b := s.table(t, base, "servers/index.html", 1280)
	for row, want := range map[string]string{"orm": "Ant,Dog,Bee,Eel,Cat,Fox", "speed": "Bee,Dog,Fox,Ant,Eel,Cat", "price": "Bee,Cat,Ant,Dog,Eel,Fox", "born": "Bee,Cat,Ant,Dog,Eel,Fox"} {
		b.run(chromedp.Click(chromedp.CSS("#row-" + row + " th > a")))
		b.is(headsShown, want)
		b.is(tableOwn, "?sort="+row)
		b.is(`[...document.querySelectorAll("[aria-sort]")].map(h => h.parentNode.id).join()`, "row-"+row)
		b.run(chromedp.Click(chromedp.CSS("#row-" + row + " th > a")))
		b.is(headsShown, everyHead)
		b.is(tableOwn, "")
	}
	b.run(chromedp.Click(chromedp.CSS("#row-orm th > a")))
	b.is(ormCells, "Yes,Yes,Partial,Partial,No,Unknown")
	b.is(tableLine, "Best first: ORM|Reset")
	b.run(chromedp.Click(chromedp.CSS(".table-state button")))
	b.is(headsShown, everyHead)
	b.is(`document.querySelector(".table-state").hidden + document.activeElement.className`, "truetable-scroll")
	b.is(`String(document.querySelector("#row-licence th > a").getAttribute("role"))`, "null")
	b.report("sort")
}

func testTableFilter(t *testing.T, s stage, base string) {
	b := s.table(t, base, "servers/index.html", 1280)
	keep := func(row, value string) {
		b.run(chromedp.Click(chromedp.CSS("#row-" + row + " .row-more")))
		b.choose(value)
		b.is(openPanel, "false")
	}
	keep("language", "Go")
	b.is(headsShown, "Ant,Cat,Fox")
	b.is(tableLine, "Language: Go|3 of 6 options|Reset")
	keep("language", "Python") // either
	b.is(headsShown, "Ant,Bee,Cat,Dog,Fox")
	keep("orm", "Yes") // and
	b.is(headsShown, "Ant,Dog")
	b.is(tableOwn, "?where=language:Go&where=language:Python&where=orm:yes")
	b.is(countShown, "7 of 13 rows differ")
	keep("orm", "Yes")
	b.is(headsShown, "Ant,Bee,Cat,Dog,Fox")
	keep("learning", "steep")
	keep("orm", "No")
	b.is(headsShown, "")
	b.is(`document.querySelector(".table-none").innerText.trim()`, "No option is left. Show all options")
	b.run(chromedp.Click(chromedp.CSS(".table-none button")))
	b.is(headsShown, everyHead)
	b.is(tableOwn, "")
	keep("language", "C")
	b.is(headsShown, "Cat,Eel")
	b.run(chromedp.Click(chromedp.CSS(`.table-state [aria-label="Remove: Language: C"]`)))
	b.is(headsShown, everyHead)
	b.report("filter")
}

func testTableFind(t *testing.T, s stage, base string) {
	for _, page := range []string{"servers/index.html", "guides/two.html"} {
		b := s.table(t, base, page, 1280)
		b.run(chromedp.SendKeys(".find input", "cafe ORM"))
		b.is(rowsShown, "orm")
		b.is(`document.querySelectorAll(".group").length + " " + [...document.querySelectorAll(".group")].filter(g => g.offsetHeight > 0).map(g => g.innerText.toLowerCase()).join()`, "2 café and more")
		b.is(tableOwn, "?find=cafe+ORM")
		b.is(tableLine, "1 of 13 rows")
		b.run(chromedp.SendKeys(".find input", "x"))
		b.is(rowsShown, "")
		b.is(`document.querySelector(".table-none").innerText.trim()`, "No row has “cafe ORMx”. Show all rows")
		b.run(chromedp.Click(chromedp.CSS(".table-none button")))
		b.is(rowsShown, everyRow)
		b.is(tableOwn, "")
		b.is(`document.querySelector(".find input").value`, "")
		b.report(page)
	}
}

func testTableOnly(t *testing.T, s stage, base string) {
	b := s.table(t, base, "servers/index.html", 1280)
	b.run(chromedp.Click(chromedp.CSS(".only-differences")))
	b.is(rowsShown, "language,licence,site,born,orm,speed,price,learning,r1")
	b.is(tableOwn, "?only=diff")
	b.run(chromedp.Navigate(base+"servers/index.html?only=diff&columns=ant,dog"), chromedp.WaitReady(".comparison.ready"))
	b.is(rowsShown, "language,site,born,speed,price,learning,r1")
	b.is(`String(document.querySelector(".only-differences input").checked)`, "true")
	b = s.table(t, base, "guides/two.html?only=diff&find=row", 1280)
	b.is(rowsShown, "")
	b.is(`document.querySelector(".table-none").innerText.trim()`, "No row has “row”. Show all rows")
	b.report("only")
}

func testTableAddress(t *testing.T, s stage, base string) {
	const query = "?q=x&columns=dog,ant,bee&sort=speed&where=orm:yes&where=orm:partial&only=diff&find=o"
	b := s.table(t, base, "servers/index.html"+query+"#row-orm", 1280)
	b.is(headsShown, "Bee,Dog,Ant")
	b.is(rowsShown, "orm,speed,price,learning,r1")
	b.is(`location.search + location.hash`, query+"#row-orm") // as it was
	b.run(chromedp.Click(chromedp.CSS(".table-state .reset")))
	b.is(`location.search + location.hash`, "?q=x&only=diff&find=o#row-orm")
	b.run(chromedp.Navigate(base+"servers/index.html?columns=dog,ant"), chromedp.WaitReady(".comparison.ready"))
	b.is(headsShown, "Dog,Ant") // in the order of the address
	b.is(`[...document.querySelectorAll("#row-speed td")].filter(c => c.offsetWidth > 0).map(c => c.innerText.trim()).join().replace(/\s+/g, " ").replace(/ best of the row/g, "")`, "400 a second,100 a second")
	b.report("address")
}

func testTableUnknownIDs(t *testing.T, s stage, base string) {
	b := s.table(t, base, "servers/index.html?columns=zebra,,ant-2&sort=nope&where=orm:perhaps&where=x&where=nope:yes&only=same&comparison-9.sort=orm", 1280)
	b.is(headsShown, everyHead)
	b.is(rowsShown, everyRow)
	b.is(tableLine, "")
	b.run(chromedp.Navigate(base+"servers/index.html?columns=zebra,eel&sort=licence&where=language:C"), chromedp.WaitReady(".comparison.ready"))
	b.is(headsShown, "Eel")
	b.report("unknown ids")
}

func testTableBack(t *testing.T, s stage, base string) {
	b := s.table(t, base, "servers/index.html", 1280)
	b.run(chromedp.Click(chromedp.CSS("#row-speed th > a")))
	b.is(headsShown, "Bee,Dog,Fox,Ant,Eel,Cat")
	b.run(chromedp.Reload(), chromedp.WaitReady(".comparison.ready"))
	b.is(headsShown, "Bee,Dog,Fox,Ant,Eel,Cat")
	b.run(chromedp.Navigate(base+"guides/two.html"), chromedp.WaitReady(".comparison.ready"))
	b.eval(`setTimeout(() => history.back(), 0), ""`)
	b.becomes(headsShown, "Bee,Dog,Fox,Ant,Eel,Cat")
	b.is(headsShown, "Bee,Dog,Fox,Ant,Eel,Cat")
	b.eval(`location.hash = "row-orm", ""`)
	b.eval(`document.querySelector("#row-speed th > a").click(), ""`)
	b.is(headsShown, everyHead)
	b.eval(`history.back(), ""`) // the address before had its own order
	b.is(headsShown, "Bee,Dog,Fox,Ant,Eel,Cat")
	b.report("back")
}

// becomes is tab.is while one page takes the place of another, when there may be
// nobody to ask.
func (b *tab) becomes(expression, want string) {
	b.t.Helper()
	for range 200 {
		ctx, cancel := context.WithTimeout(b.ctx, patience)
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string](expression))
		cancel()
		if err == nil && got == want {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.is(expression, want)
}

func testTwoTables(t *testing.T, s stage, base string) {
	b := s.table(t, base, "guides/more.html?columns=ant,bee&comparison-2.columns=dog,cat,eel&comparison-2.sort=orm", 1280)
	b.is(headsShown, "Ant,Bee,Dog,Eel,Cat")
	b.run(chromedp.Click(chromedp.CSS("#row-speed th > a")))
	b.is(headsShown, "Bee,Ant,Dog,Eel,Cat")
	b.is(tableOwn, "?comparison-2.columns=dog,cat,eel&comparison-2.sort=orm&columns=ant,bee&sort=speed")
	b.run(chromedp.Click(chromedp.CSS("#row-orm-2 th > a")))
	b.is(headsShown, "Bee,Ant,Dog,Cat,Eel")
	b.is(tableOwn, "?columns=ant,bee&sort=speed&comparison-2.columns=dog,cat,eel")
	b.run(chromedp.Navigate(base+"guides/more.html?columns=ant&comparison-2.sort=A-Z"), chromedp.WaitReady(".comparison.ready"))
	b.is(headsShown, "Ant,Cat,Dog,Eel,Fox")
	b.report("two tables")
}

func testTablePhone(t *testing.T, s stage, base string) {
	b := s.table(t, base, "servers/index.html", 360)
	const sideways = `document.documentElement.scrollWidth - document.documentElement.clientWidth`
	b.is(headsShown, "Ant,Bee")
	b.is(sideways, "0")
	b.is(`[...document.querySelectorAll(".two select")].map(s => s.offsetWidth > 100 ? s.selectedOptions[0].text : "").join()`, "Ant,Bee")
	choose := func(which int, option string) {
		b.eval(`(() => { const s = document.querySelectorAll(".two select")[` + string(rune('0'+which)) + `]; s.value = [...s.options].find(o => o.text === "` + option + `").value; s.dispatchEvent(new Event("change", {bubbles: true})); return ""; })()`)
	}
	choose(0, "Dog")
	b.is(headsShown, "Dog,Bee")
	b.is(tableOwn, "?columns=dog,bee")
	choose(1, "Dog") // one option is not compared with itself
	b.is(headsShown, "Bee,Dog")
	b.is(countShown, "6 of 13 rows differ")
	b.run(chromedp.Click(chromedp.CSS("#row-price th > a"))) // the best two of all
	b.is(headsShown, "Bee,Cat")
	b.run(window(320))
	b.is(sideways, "0")
	b.run(window(1280))
	b.is(headsShown, "Bee,Cat,Ant,Dog,Eel,Fox")
	b.run(window(360), chromedp.Navigate(base+"servers/index.html?where=language:C&columns=eel"), chromedp.WaitReady(".comparison.ready"))
	b.is(headsShown, "Eel")
	b.is(`[...document.querySelectorAll(".two select")].map(s => s.disabled).join()`, "false,true")
	b.report("phone")
}

func testTableKeyboard(t *testing.T, s stage, base string) {
	b := s.table(t, base, "servers/index.html", 1280)
	// The row's name sorts, with the keys of a button.
	b.run(chromedp.Focus(chromedp.CSS("#row-orm th > a")), chromedp.KeyEvent(kb.Enter))
	b.is(headsShown, "Ant,Dog,Bee,Eel,Cat,Fox")
	b.is(`document.activeElement.textContent`, "ORM")
	b.run(chromedp.KeyEvent(" "))
	b.is(headsShown, everyHead)
	// Its menu comes next, takes the focus, and gives it back.
	b.run(chromedp.KeyEvent(kb.Tab))
	b.is(`document.activeElement.getAttribute("aria-label")`, "ORM: order, filter, link")
	b.run(chromedp.KeyEvent(kb.Enter))
	b.is(openPanel, "true")
	b.is(`document.activeElement.innerText.split("\n")[0]`, "Yes")
	b.run(chromedp.KeyEvent(kb.Escape))
	b.is(openPanel, "false")
	b.is(`document.activeElement.getAttribute("aria-label")`, "ORM: order, filter, link")
	b.run(chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter))
	b.is(headsShown, "Bee,Eel") // partial
	b.is(said, "2 of 6 options, 7 of 13 rows differ")
	// What narrows it is taken back from the line above.
	b.run(chromedp.Focus(chromedp.CSS(".table-state button")), chromedp.KeyEvent(kb.Enter))
	b.is(headsShown, everyHead)
	b.run(chromedp.Focus(chromedp.CSS(".tool.columns")), chromedp.KeyEvent(kb.Enter))
	b.is(`document.activeElement.innerText + document.querySelector(".tool.columns").getAttribute("aria-expanded")`, "Alltrue")
	for range 3 {
		b.run(chromedp.KeyEvent(kb.Tab))
	}
	b.run(chromedp.KeyEvent(" "))
	b.is(headsShown, "Bee,Cat,Dog,Eel,Fox")
	b.run(chromedp.KeyEvent(kb.Escape))
	b.is(`document.activeElement.className + document.activeElement.getAttribute("aria-expanded")`, "tool columns scriptedfalse")
	b.report("keyboard")
}

// testTableInView scrolls both ways: the head and the first column stay in view, at
// every width, for tables that fit and tables that do not.
func testTableInView(t *testing.T, s stage, base string) {
	for _, page := range []string{"servers/index.html", "guides/two.html"} {
		for _, width := range []int64{320, 500, 768, 1024, 1280, 1900} {
			b := s.table(t, base, page, width)
			b.run(chromedp.EmulateViewport(width, 400))
			b.eval(`(() => { document.documentElement.style.scrollBehavior = "auto";
				const scroll = document.querySelector(".table-scroll"); scroll.style.scrollBehavior = "auto";
				scrollTo(0, scrollY + document.querySelector("#row-r1").getBoundingClientRect().top - 150); scroll.scrollLeft = 200; return ""; })()`)
			b.is(`(() => { const head = [...document.querySelectorAll("thead th")].slice(-1)[0].parentNode.getBoundingClientRect(), row = document.querySelector("#row-r1 th").getBoundingClientRect();
				return [Math.round(Math.abs(head.top)) <= 1, head.bottom > 20, row.left >= 0, row.right > 50, row.top > 0].join(); })()`, "true,true,true,true,true")
			b.report(page)
		}
	}
}

// testTableSideways scrolls by the buttons in the head.
func testTableSideways(t *testing.T, s stage, base string) {
	b := s.table(t, base, "servers/index.html", 800)
	b.eval(`document.querySelector(".table-scroll").style.scrollBehavior = "auto", ""`)
	b.is(`document.querySelector(".comparison").classList.contains("overflows") + getComputedStyle(document.querySelector(".table-scroll")).overflowY`, "trueclip")
	b.run(chromedp.Click(chromedp.CSS(".sideways button:last-child")))
	b.is(`String(document.querySelector(".table-scroll").scrollLeft > 100)`, "true")
	b.run(chromedp.Click(chromedp.CSS(".sideways button:first-child")))
	b.is(`String(document.querySelector(".table-scroll").scrollLeft)`, "0")
	b.eval(`document.documentElement.classList.remove("one-axis"), ""`) // a browser in which the box catches the head
	b.run(chromedp.EmulateViewport(800, 500))
	b.eval(`(() => { const s = document.querySelector(".table-scroll"); s.scrollTop = 300; s.scrollLeft = 200; scrollTo(0, 0); s.scrollIntoView(); return ""; })()`)
	b.is(`(() => { const s = document.querySelector(".table-scroll").getBoundingClientRect(), head = document.querySelector("thead").getBoundingClientRect(), corner = document.querySelector("thead th").getBoundingClientRect();
		return [s.height < innerHeight, Math.round(head.top - s.top), Math.round(corner.left - s.left)].join(); })()`, "true,0,0")
	b.report("sideways")
}

// testTablePrint prints all of it, whatever is hidden on the screen.
func testTablePrint(t *testing.T, s stage, base string) {
	b := s.table(t, base, "servers/index.html?columns=ant,bee&only=diff&find=orm", 1280)
	b.is(rowsShown, "orm")
	b.run(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	b.eval(`dispatchEvent(new Event("beforeprint")), ""`)
	b.is(rowsShown, everyRow)
	b.is(headsShown, everyHead)
	b.is(`document.querySelector(".comparison-tools").offsetHeight + document.querySelector(".group th").colSpan`, "7")
	b.is(`getComputedStyle(document.querySelector(".comparison")).page`, "wide") // the paper lies on its side
	b.eval(`dispatchEvent(new Event("afterprint")), ""`)
	b.run(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "screen"}))
	b.is(rowsShown+`+ document.querySelector(".group th").colSpan`, "orm3")
	b.report("print")
}

// testRowMenu looks at what a row's menu offers.
func testRowMenu(t *testing.T, s stage, base string) {
	b := s.table(t, base, "servers/index.html", 1280)
	for row, want := range map[string]string{
		"language": "Go 3|Python 2|C 2|Copy a link to this row", "licence": "Copy a link to this row", "speed": "Best first|Copy a link to this row",
		"born": "Latest first|Copy a link to this row", "orm": "Yes 2|Partial 2|No 1|Best first|Copy a link to this row", "learning": "gentle 2|steep 1|Best first|Copy a link to this row",
	} {
		b.run(chromedp.Click(chromedp.CSS("#row-" + row + " .row-more")))
		b.is(`[...document.querySelectorAll(".table-panel:popover-open button")].map(b => b.innerText.trim().replace(/\s+/g, " ")).join("|")`, want)
		b.run(chromedp.KeyEvent(kb.Escape))
		b.is(openPanel, "false")
	}
	b.report("row menu")
}

// testTableWithoutScript: all of it is there, the tools that need the script are not.
func testTableWithoutScript(t *testing.T, s stage) {
	b := s.open(t, "")
	b.run(command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
	for _, width := range []int64{1280, 320} {
		b.run(window(width), chromedp.Navigate(fileURL(s.moving, "servers/index.html")))
		b.is(headsShown, everyHead)
		b.is(rowsShown, everyRow)
		b.is(`[...document.querySelectorAll(".scripted")].some(e => e.offsetHeight > 0) + "" + (document.documentElement.scrollWidth - document.documentElement.clientWidth)`, "false0")
		b.run(chromedp.Click(chromedp.CSS(".only-differences")))
		b.is(rowsShown, "language,licence,site,born,orm,speed,price,learning,r1")
		b.is(`[...document.querySelectorAll(".group")].every(g => g.offsetHeight > 0) + document.querySelector("#row-orm th > a").getAttribute("href")`, "true#row-orm")
	}
	b.run(chromedp.Click(chromedp.CSS("#row-orm th > a")))
	b.is(`location.hash + document.querySelector("tr:target").id`, "#row-orm"+"row-orm")
	b.report("without script")
}

// testTableCopy copies the link of a row, where there is a clipboard and where not.
func testTableCopy(t *testing.T, s stage) {
	server := httptest.NewServer(http.FileServer(http.Dir(s.moving)))
	defer server.Close()
	b := s.open(t, server.URL)
	allow := func(name string) chromedp.Action[chromedp.Void] {
		return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			_, err := chromedp.CallBrowser(ctx, browser.SetPermission, browser.SetPermissionParams{
				Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted,
				BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID})
			return err
		})
	}
	b.run(allow("clipboard-read"), allow("clipboard-write"), chromedp.Navigate(server.URL+"/guides/two.html?find=o"), chromedp.WaitReady(".comparison.ready"),
		chromedp.Focus(chromedp.CSS("#row-orm th > a")), chromedp.KeyEvent(kb.Enter))
	b.is(said, "Copied: a link to “ORM”")
	b.is(`navigator.clipboard.readText()`, server.URL+"/guides/two.html?find=o#row-orm")
	b.is(`location.hash`, "")
	b.run(chromedp.Navigate(server.URL+"/servers/?sort=orm"), chromedp.WaitReady(".comparison.ready"), chromedp.Click(chromedp.CSS("#row-speed .row-more")))
	b.choose("Copy")
	b.is(`navigator.clipboard.readText()`, server.URL+"/servers/?sort=orm#row-speed")
	b.eval(`Object.defineProperty(navigator, "clipboard", {value: undefined}), ""`)
	b.run(chromedp.Click(chromedp.CSS("#row-licence th > a")))
	b.is(said+` + location.hash`, "The address now leads to “Licence”#row-licence")
	b.report("copy")
}

// testTableAccessibility asks axe-core about tables, as they are and with all their tools in use.
func testTableAccessibility(t *testing.T, s stage) {
	axe := chromium.Axe(t)
	for _, page := range []string{"servers/index.html", "servers/index.html?columns=ant,bee,cat&sort=orm&where=language:Go&only=diff&find=o", "guides/two.html?find=xyz", "servers/ant.html"} {
		name, query, _ := strings.Cut(page, "?")
		s.open(t, "").accessible(axe, fileURL(s.moving, name)+"?"+query)
	}
}
