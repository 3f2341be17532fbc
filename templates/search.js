// Searching: on its page, and in a dialog over any other. The script is loaded when a
// reader first wants to search, and then loads what it searches with and in, as classic
// scripts: a page from disk can load nothing else.
//
// The results are a plain list of links under a field, with a live count. A combobox
// would have to make options of them, which can hold no link: no second place in a guide,
// no opening in another tab, and each screen reader tells of them in another way. In a
// list all of that is the browser's. Arrow keys only move between the field and the links.
//
// What is found, in this order: pages with all the words before pages with some; then by
// where a word stands (a name before a heading before a description) and how it stands
// there (the whole of it, a word, a word's beginning, inside of one). Only a word that no
// name begins with is taken for misspelt.
(function () {
  "use strict";
  var say = "%WORDS%", plural = new Intl.PluralRules(document.documentElement.lang || "en");
  var link, root;
  var entries = null, texts = [], owners = [], weights = [], places = [];
  var NAME = 4, most = 50; // the least weight of a name; how many results are shown at once

  /* The index */

  var strip = /[\u0300-\u036f]/g, single = { "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u0131": "i", "\u2019": "'" };

  // fold makes a text comparable: without case and accents.
  function fold(text) {
    text = text.toLowerCase();
    if (/^[\x00-\x7f]*$/.test(text)) return text;
    return text.normalize("NFD").replace(strip, "").replace(/[\u00f8\u0142\u0111\u0131\u2019]/g, function (c) { return single[c]; });
  }

  // bare is a text without what stands between letters: "nodejs" of "node.js".
  function bare(text) { return text.replace(/[\s!-\/:-@\[-`{-~]+/g, ""); }

  // slug has the rule of Slug in package search.
  function slug(text) { return text.toLowerCase().replace(/[^a-z0-9_ -]/g, "").replace(/ /g, "-"); }

  function add(entry, text, weight, place) {
    if (!text) return;
    var folded = fold(text), plain = weight >= 5 && bare(folded);
    texts.push(plain && plain !== folded && plain !== folded.replace(/ /g, "") ? folded + " " + plain : folded);
    owners.push(entry.at);
    weights.push(weight);
    places.push(place);
  }

  function make(kind, title, address, where, text) {
    var entry = { at: entries.length, kind: kind, title: title, address: address, where: where, text: text || "", folded: fold(title), also: [], heads: [], of: [] };
    entries.push(entry);
    return entry;
  }

  function build(index) {
    var options = [], tags = [];
    entries = [];
    (index.categories || []).forEach(function (c) {
      var category = make("category", c[1], c[0] + "/index.html", "", c[2]);
      add(category, c[1], 8);
      add(category, c[2], 1);
      (c[3] || []).forEach(function (o) {
        var option = make("option", o[1], c[0] + "/" + o[0] + ".html", c[1], o[2]);
        option.id = o[0];
        option.category = c[0];
        options.push(option);
        add(option, o[1], 10);
        if (bare(fold(o[1])).indexOf(bare(o[0])) < 0) add(option, o[0].replace(/-/g, " "), 8);
        named(option, o[3], 9);
        add(option, o[2], 2);
      });
      (c[4] || []).forEach(function (a) {
        var attribute = make("attribute", a[1], c[0] + "/index.html#row-" + a[0], c[1], a[2]);
        add(attribute, a[1], 6);
        named(attribute, a[3], 5);
        add(attribute, a[2], 1);
      });
    });
    (index.tags || []).forEach(function (t) {
      tags.push(make("tag", t[0], t[1], ""));
      add(tags[tags.length - 1], t[0], 5);
    });
    (index.authors || []).forEach(function (a) { add(make("author", a[0], a[1], ""), a[0], 5); });
    (index.guides || []).forEach(function (g) {
      var guide = make("guide", g[1], "guides/" + g[0] + ".html", "", g[2]);
      guide.options = (g[3] || []).map(function (i) { return options[i]; });
      guide.of = guide.options.concat((g[4] || []).map(function (i) { return tags[i]; })).map(function (e) { return e.at; });
      if (guide.options.length) guide.where = guide.options[0].where;
      add(guide, g[1], 8);
      add(guide, g[2], 2);
      guide.heads = g[5] || [];
      guide.heads.forEach(function (h, i) { add(guide, Array.isArray(h) ? h[0] : h, 3.9, i); });
    });
    entries.pairs = index.pairs && options;
  }

  function named(entry, synonyms, weight) {
    entry.also = synonyms || [];
    entry.also.forEach(function (s) { add(entry, s, weight); });
  }

  /* Searching */

  function letter(c) { return /[a-z0-9]/.test(c) || c > "\x7f"; }

  // fit tells how a word stands in a text: 1 for the whole of it, 0 for not at all.
  function fit(text, word) {
    if (text === word) return 1;
    for (var best = 0, i = text.indexOf(word); i >= 0 && best < .9; i = text.indexOf(word, i + 1)) {
      var end = i + word.length;
      if (i > 0 && letter(text[i - 1]) && letter(word[0])) best = Math.max(best, word.length > 2 || word > "\x7f" ? .4 : 0);
      else best = Math.max(best, end < text.length && letter(text[end]) ? .7 : .9);
    }
    return best;
  }

  var fuzzy = {};

  // near finds the texts that have a word with a slip in it.
  function near(word) {
    var foreign = /[^\x00-\x7f]/.test(word), key = foreign ? "foreign" : "plain";
    if (!fuzzy[key]) {
      var options = { intraMode: 1, interLft: 2, intraSlice: [0, Infinity] };
      fuzzy[key] = new window.uFuzzy(foreign ? Object.assign(options, { unicode: true, interLft: 0, interSplit: "[^\\p{L}\\d']+", intraSplit: "\\p{Ll}\\p{Lu}",
        intraBound: "\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}", intraChars: "[\\p{L}\\d']", intraContr: "'\\p{L}{1,2}\\b" }) : options);
    }
    return fuzzy[key];
  }

  // scores gives each entry's points for a word, 0 to 10, and the headings that have it.
  function scores(word) {
    var points = new Float32Array(entries.length), heads = {}, known = false, other = bare(word);
    if (other.length < 2) other = word;
    function take(i, points_, quality) {
      var value = weights[i] * quality, at = owners[i];
      if (value > points[at]) points[at] = value;
      if (places[i] !== undefined) (heads[at] = heads[at] || {})[places[i]] = value;
    }
    for (var i = 0; i < texts.length; i++) {
      var quality = fit(texts[i], word);
      if (!quality && other !== word) quality = fit(texts[i], other);
      if (!quality) continue;
      if (weights[i] >= NAME && quality >= .7) known = true;
      take(i, points, quality);
    }
    if (!known && bare(word).length > 2) {
      (near(other).filter(texts, other) || []).forEach(function (i) { take(i, points, .35); });
    }
    entries.forEach(function (e) {
      e.of.forEach(function (of) { if (points[of] > 2) points[e.at] = Math.max(points[e.at], points[of] * .45); });
    });
    return { word: word, other: other, points: points, heads: heads };
  }

  // wordsOf are the words of a query, without those that only join others.
  function wordsOf(query) {
    var all = fold(query).split(/[\s,;:()"“”„«»?!]+/).map(function (w) { return w.replace(/^['`]+|['`.]+$/g, ""); }).filter(Boolean).slice(0, 8);
    var joins = say.joins.split(" "), rest = all.filter(function (w) { return joins.indexOf(w) < 0; });
    return rest.length ? rest : all;
  }

  // search gives what is found, best first, and the words that are nowhere.
  function search(query) {
    var found = wordsOf(query).map(scores), whole = fold(query.trim()), results = [], top = 0;
    entries.forEach(function (e) {
      var has = 0, sum = 0;
      found.forEach(function (f) { if (f.points[e.at] > 0) { has++; sum += f.points[e.at]; } });
      if (!has || has < top) return;
      top = has;
      if (e.folded === whole || e.folded.length < whole.length + 9 && bare(e.folded) === bare(whole)) sum += e.kind === "tag" || e.kind === "attribute" ? 1 : 20;
      results.push({ entry: e, has: has, sum: sum });
    });
    results = results.filter(function (r) { return r.has === top; });
    results.sort(function (a, b) { return b.sum - a.sum || a.entry.title.length - b.entry.title.length || a.entry.at - b.entry.at; });
    var pair = pairOf(found, results);
    return { results: pair.concat(results), found: found, some: top < found.length && !pair.length,
      missing: found.filter(function (f) { return !f.points.some(Boolean); }).map(function (f) { return f.word; }) };
  }

  // pairOf gives the page of two options that are both named, where the site has one and
  // no guide compares them.
  function pairOf(found, results) {
    if (!entries.pairs || found.length !== 2) return [];
    var both = found.map(function (f) {
      return entries.pairs.filter(function (o) { return f.points[o.at] >= 7; }).sort(function (a, b) { return f.points[b.at] - f.points[a.at]; })[0];
    });
    var a = both[0], b = both[1];
    if (!a || !b || a === b || a.category !== b.category) return [];
    if (results.some(function (r) { return r.entry.options && r.entry.options.indexOf(a) >= 0 && r.entry.options.indexOf(b) >= 0; })) return [];
    if (b.id < a.id) { b = both[0]; a = both[1]; }
    return [{ entry: { kind: "pair", title: a.title + " vs " + b.title, address: a.category + "/" + a.id + "-vs-" + b.id + ".html", where: a.where, text: "", also: [], heads: [] } }];
  }

  // distance counts the slips between two words: letters added, left out, exchanged for
  // others or with their neighbours (optimal string alignment).
  function distance(a, b) {
    var rows = [];
    for (var i = 0; i <= a.length; i++) {
      rows.push([i]);
      for (var j = 1; j <= b.length; j++) {
        if (!i) { rows[0].push(j); continue; }
        var cost = a[i - 1] === b[j - 1] ? 0 : 1;
        rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
    return rows[a.length][b.length];
  }

  // nearest gives the word of a name that is most like one that is nowhere.
  function nearest(word) {
    var best = "", least = Math.max(1, Math.min(3, Math.floor(word.length / 2))) + 1, seen = {};
    texts.forEach(function (text, i) {
      if (weights[i] < NAME) return;
      text.split(/[^a-z0-9\x80-\uffff]+/).forEach(function (w) {
        if (!w || seen[w] || Math.abs(w.length - word.length) >= least) return;
        seen[w] = true;
        var d = distance(w, word);
        if (d < least) { least = d; best = w; }
      });
    });
    return best;
  }

  /* Showing */

  // count says how many, in the form that the language has for it.
  function count(words, n) { return (words[plural.select(n)] || words.other || words).replace("{count}", n.toLocaleString(document.documentElement.lang)); }

  function element(name, attributes, children) {
    var e = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { e.setAttribute(key, attributes[key]); });
    (children || []).forEach(function (c) { e.append(c); });
    return e;
  }

  // ranges gives where the words stand in a text.
  function ranges(text, found) {
    var at = [], folded = "", all = [];
    Array.from(text).reduce(function (from, c) {
      var f = fold(c);
      for (var i = 0; i < f.length; i++) at.push([from, from + c.length]);
      folded += f;
      return from + c.length;
    }, 0);
    found.forEach(function (f) {
      var own = [];
      for (var i = folded.indexOf(f.word); i >= 0; i = folded.indexOf(f.word, i + 1)) {
        if (i === 0 || !letter(folded[i - 1]) || f.word.length > 2) own.push([i, i + f.word.length]);
      }
      if (!own.length && bare(f.word).length > 2) {
        var u = near(f.other), hits = u.filter([folded], f.other);
        if (hits && hits.length) {
          var info = u.info(hits, [folded], f.other).ranges[0] || [];
          for (var j = 0; j < info.length; j += 2) own.push([info[j], info[j + 1]]);
        }
      }
      all = all.concat(own);
    });
    return all.filter(function (r) { return r[1] > r[0]; }).map(function (r) { return [at[r[0]][0], at[r[1] - 1][1]]; }).sort(function (a, b) { return a[0] - b[0]; });
  }

  // marked gives a text with the words in it marked.
  function marked(text, found) {
    var parts = [], from = 0;
    ranges(text, found).forEach(function (r) {
      if (r[0] < from) return;
      parts.push(text.slice(from, r[0]), element("mark", {}, [text.slice(r[0], r[1])]));
      from = r[1];
    });
    return parts.concat(text.slice(from)).filter(Boolean);
  }

  function shown(result, found) {
    var e = result.entry, item = element("li", {}, [element("a", { href: root + e.address }, marked(e.title, found))]);
    var where = element("p", { "class": "where" }, [say[e.kind] + (e.where ? " · " + e.where : "")]);
    var also = e.also.filter(function (s) { return ranges(s, found).length; });
    if (also.length) {
      where.append(" · " + say.also + " ");
      also.forEach(function (s, i) { where.append.apply(where, (i ? [", "] : []).concat(marked(s, found))); });
    }
    item.append(where);
    if (e.text) item.append(element("p", {}, marked(e.text, found)));
    var heads = headings(e, found);
    if (heads.length) item.append(element("ul", {}, heads.map(function (h) {
      var text = Array.isArray(h) ? h[0] : h, id = Array.isArray(h) ? h[1] : slug(h);
      return element("li", {}, [element("a", { href: root + e.address + "#" + encodeURIComponent(id) }, marked(text, found))]);
    })));
    return item;
  }

  // headings gives the three of a guide that have most of the words, as far as its title
  // does not have them.
  function headings(e, found) {
    var sums = {}, title = fold(e.title);
    found.forEach(function (f) {
      var heads = f.heads[e.at];
      if (heads && !fit(title, f.word)) Object.keys(heads).forEach(function (i) { sums[i] = (sums[i] || 0) + heads[i]; });
    });
    return Object.keys(sums).sort(function (a, b) { return sums[b] - sums[a] || a - b; }).slice(0, 3).map(function (i) { return e.heads[i]; });
  }

  // A searcher is a form with a field, a place for the count, and a list for results.
  function searcher(form, status, list, done) {
    var field = form.querySelector("input"), shownUpTo = most, waiting, last = null;

    function update() {
      clearTimeout(waiting);
      var query = field.value.trim();
      if (query === last) return;
      last = query;
      shownUpTo = most;
      show(query);
    }

    function show(query) {
      list.textContent = "";
      done(query);
      if (!query) { status.textContent = ""; return; }
      if (!entries) { status.textContent = say.loading; return; }
      var answer = search(query), results = answer.results;
      status.textContent = results.length ? count(say.results, results.length) + (answer.some ? " " + say.some : "") : say.nothing.replace("{query}", () => query);
      answer.missing.forEach(function (word) { suggest(query, word); });
      results.slice(0, shownUpTo).forEach(function (r) { list.append(shown(r, answer.found)); });
      if (results.length > shownUpTo) more(query, results.length - shownUpTo);
    }

    // suggest offers another spelling of a word.
    function suggest(query, word) {
      var other = nearest(word);
      if (!other) return;
      var button = element("button", { type: "button" }, [other]);
      button.addEventListener("click", function () {
        field.value = fold(query).replace(word, other);
        field.focus();
        update();
      });
      status.append(" " + say.meant + " ", button, "?");
    }

    function more(query, rest) {
      var button = element("button", { type: "button" }, [count(say.more, rest)]);
      button.addEventListener("click", function () {
        var next = list.children.length - 1;
        shownUpTo += most;
        show(query);
        list.children[next].querySelector("a").focus();
      });
      list.append(element("li", { "class": "more" }, [button]));
    }

    field.addEventListener("input", function () {
      clearTimeout(waiting);
      waiting = setTimeout(update, texts.length > 20000 ? 100 : 0);
    });
    form.addEventListener("submit", function (event) {
      update();
      var first = list.querySelector("a");
      if (!first && !entries) return; // the page of the search answers
      event.preventDefault();
      if (first) first.click();
    });
    form.parentNode.addEventListener("keydown", function (event) { keys(event, field, list); });
    return { field: field, update: update, again: function () { last = null; update(); } };
  }

  // keys moves between the field and the results; who types goes back to the field.
  function keys(event, field, list) {
    var links = Array.prototype.slice.call(list.querySelectorAll("a, button")), at = links.indexOf(document.activeElement);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "ArrowDown" && at + 1 < links.length) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || field).focus();
    else if (at >= 0 && event.key.length === 1 && event.key !== " ") { field.focus(); return; }
    else return;
    event.preventDefault();
  }

  /* Loading */

  var asked = false, ready = [];

  // load fetches the library and the index, once.
  function load(then) {
    if (entries) return then();
    ready.push(then);
    if (asked) return;
    asked = true;
    var left = 2, value;
    window.tradeoffIndex = function (index) { value = index; };
    [link.dataset.matcher, link.dataset.index].forEach(function (src) {
      var script = element("script", { src: src });
      script.onload = function () {
        if (--left) return;
        build(value);
        ready.forEach(function (f) { f(); });
      };
      script.onerror = function () { asked = false; document.querySelectorAll(".search-count").forEach(function (p) { p.textContent = say.failed; }); };
      document.head.append(script);
    });
  }

  /* The dialog */

  var dialog = null, own = null;

  function open() {
    var style = document.querySelector('link[href="' + link.dataset.sheet + '"]');
    if (style && !style.sheet) return style.addEventListener("load", open);
    if (!dialog) {
      dialog = element("dialog", { "class": "search-dialog", "aria-label": say.search });
      var form = element("form", { role: "search", action: link.href, method: "get" });
      var field = element("input", { type: "search", name: "q", "aria-label": say.search, autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search" });
      var close = element("button", { type: "button" }, [say.close]);
      var status = element("p", { "class": "search-count", role: "status" }), list = element("ol", { "class": "search-results" });
      var all = element("p", { "class": "search-all" }, [element("a", { href: link.href }, [say.everything])]);
      form.append(field, close);
      dialog.append(form, status, list, all);
      document.body.append(dialog);
      close.addEventListener("click", function () { dialog.close(); });
      dialog.addEventListener("keydown", function (event) {
        if (event.key !== "Escape" || event.isComposing) return;
        event.preventDefault(); // browsers would empty the field first
        dialog.close();
      });
      dialog.addEventListener("click", function (event) {
        if (event.target === dialog || event.target.closest("a[href*='#']")) dialog.close();
      });
      own = searcher(form, status, list, function () {});
      load(own.again);
    }
    if (!dialog.open) dialog.showModal();
    own.field.focus();
    own.field.select();
    if (link.dataset.typed) { // before the dialog was there
      own.field.value = link.dataset.typed;
      own.update();
    }
    delete link.dataset.typed;
  }

  /* The page */

  function onPage(form) {
    var everything = document.querySelector(".search-everything"), html = document.documentElement;
    var page = searcher(form, document.querySelector(".search-count"), document.querySelector(".search-results"), function (query) {
      everything.hidden = !!query;
      html.classList.remove("searching");
      try { history.replaceState(history.state, "", query ? "?q=" + encodeURIComponent(query) : location.pathname); } catch (e) { /* the address stays as it is */ }
    });
    page.field.value = asking() || page.field.value;
    window.tradeoffSearch = function () { page.field.focus(); page.field.select(); };
    if (page.field.value) load(page.again);
    page.field.addEventListener("focus", function () { load(page.again); });
    page.update();
    if (!page.field.value) page.field.focus({ preventScroll: true });
  }

  function asking() { return new URLSearchParams(location.search).get("q") || ""; }

  function begin() {
    link = document.querySelector("a.search-link");
    root = new URL(".", link.href).href;
    var form = document.querySelector(".search-form");
    if (form) onPage(form);
    else open();
  }

  // On its page the script runs in the head: what is not wanted is never shown.
  window.tradeoffSearch = open;
  if (document.readyState !== "loading") return begin();
  if (asking()) document.documentElement.classList.add("searching");
  document.addEventListener("DOMContentLoaded", begin);
})();
