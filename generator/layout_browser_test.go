//go:build !race

package generator_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"tradeoff/generator/chromium"
)

// TestLayoutInBrowser measures in Chromium what has to stand beside each other
// and not above.
func TestLayoutInBrowser(t *testing.T) {
	s := stage{browser: chromium.Start(t)}
	s.own, _ = builtOwn(t)
	for name, test := range map[string]func(*testing.T, stage){
		"contents": testContents, "cells": testCells, "code": testCode,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, s)
		})
	}
}

// beside scrolls through a guide and gives what lies over the contents at its
// side: words, as far as what scrolls by itself shows them, and boxes.
const beside = `(() => {
	document.documentElement.style.scrollBehavior = "auto";
	const side = document.querySelector(".contents-side"), found = new Set();
	const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
	const frame = e => e.closest(".table-scroll, .scroll, pre");
	const boxes = [...document.querySelectorAll(".comparison, .card, .sources, .verdict-card, figure, .text img, .text p, .text h2, td, pre")];
	for (let y = 0; y < document.documentElement.scrollHeight; y += 200) {
		scrollTo(0, y);
		const place = side.getBoundingClientRect();
		for (const e of boxes) {
			if (over(e.getBoundingClientRect(), place) && (!frame(e) || over(frame(e).getBoundingClientRect(), place)))
				found.add(e.tagName + " " + e.textContent.trim().slice(0, 30));
		}
	}
	return getComputedStyle(side).display + " " + [...found].slice(0, 3).join("; ");
})()`

// testContents: nothing crosses the contents beside a guide, and they mark the
// questions and answers while these are read.
func testContents(t *testing.T, s stage) {
	b := s.open(t, "")
	for _, name := range []string{"guides/nodejs-vs-django.html", "guides/choosing-a-tech-stack.html", "guides/nodejs-vs-django-vs-rails.html"} {
		for _, size := range [][2]int64{{1280, 800}, {1280, 1080}, {1920, 1080}} {
			b.run(chromedp.EmulateViewport(size[0], size[1]), chromedp.Navigate(fileURL(s.own, name)))
			if got := b.eval(beside); got != "block " {
				t.Errorf("%s at %d×%d: %s", name, size[0], size[1], got)
			}
		}
	}
	b.run(chromedp.EmulateViewport(1280, 800), chromedp.Navigate(fileURL(s.own, "guides/nodejs-vs-django.html")))
	for _, id := range []string{"questions", "related", "sources"} {
		b.eval(`document.documentElement.style.scrollBehavior = "auto"; document.getElementById("` + id + `").scrollIntoView(); ""`)
		b.is(`document.querySelector(".contents-side [aria-current]")?.hash`, "#"+id)
	}
	b.report("contents")
}

// testCells: on a small screen a source's number is in one piece, an icon stands
// before its word, and what is best of its row has no more than the row's width.
func testCells(t *testing.T, s stage) {
	b := s.open(t, "")
	b.run(window(360), chromedp.Navigate(fileURL(s.own, "guides/nodejs-vs-django.html")))
	for _, pieces := range []string{"td .mark", "td > b"} {
		b.is(`String([...document.querySelectorAll("`+pieces+`")].length > 10) + [...document.querySelectorAll("`+pieces+`")].filter(e => {
			const text = document.createRange();
			text.selectNodeContents(e);
			return e.getClientRects().length !== 1 || text.getClientRects().length > 2;
		}).length`, "true0")
	}
	b.is(`String(document.querySelectorAll("td.best").length > 3) + [...document.querySelectorAll("td.best")].filter(e => {
		const cell = e.getBoundingClientRect(), row = e.parentElement.getBoundingClientRect();
		return cell.left < row.left - .5 || cell.right > row.right + .5;
	}).length`, "true0")
}

// testCode: the button that copies covers no code, and leaves no empty line for it.
func testCode(t *testing.T, s stage) {
	b := s.open(t, fileURL(s.own, ""))
	for _, width := range []int64{1280, 360} {
		b.run(window(width), chromedp.Navigate(fileURL(s.own, "guides/rest-vs-graphql.html")))
		b.is(`[...document.querySelectorAll("figure.code")].filter(f => f.offsetHeight > 0 && !f.querySelector("figcaption")).filter(f => {
			const code = document.createRange(), button = f.querySelector(".copy"), top = f.querySelector("pre").getBoundingClientRect().top;
			code.selectNodeContents(f.querySelector("code"));
			const first = code.getBoundingClientRect().top;
			return first - top > 24 || button && button.getBoundingClientRect().bottom > first;
		}).length`, "0")
	}
}
