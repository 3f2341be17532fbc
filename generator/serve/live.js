// Keeps a page of the site that is being written up to date. The server adds this
// script to pages as it serves them; built files do not have it.
//
// The query of the script's own address says which build the page is of, which
// files it shows and what its text is (a digest). The same query asks for events.
// Each event is JSON and says what is new to this page:
//   all       everything changed
//   page      this page did: {text, styles}, the new digest and style sheets
//   files     other files that did: pictures, scripts, style sheets
//   problems  why the last build failed; an empty list when it did not
//   nothing   with problems: there is no site yet that pages could be of
//   follow    the address of a page to go to
(function () {
  "use strict";
  var script = document.currentScript;
  if (!script || !window.EventSource) return;
  var address = new URL(script.src), root = new URL("..", address).pathname;
  var text = address.searchParams.get("text"), build = address.searchParams.get("build");

  // Storage may be forbidden; then nothing outlives a reload.
  function stored(key, value) {
    try {
      if (value === undefined) return sessionStorage.getItem("tradeoff:live:" + key);
      if (value === null) sessionStorage.removeItem("tradeoff:live:" + key);
      else sessionStorage.setItem("tradeoff:live:" + key, value);
    } catch (e) { /* nothing is remembered */ }
    return null;
  }

  // ---- The stream ----

  var stream = null, leaving = false, again = 0, gone = 0;

  // When this tab was opened: the newest of all is the one that follows.
  function tab() {
    var opened = stored("tab") || String(Math.round(performance.timeOrigin));
    stored("tab", opened);
    return opened;
  }

  function connect() {
    clearTimeout(again);
    if (stream) return;
    var events = new URL("events", address);
    events.search = address.search;
    events.searchParams.set("build", build);
    events.searchParams.set("tab", tab());
    stream = new EventSource(events);
    stream.onopen = function () {
      clearTimeout(gone);
      gone = 0;
      note(false);
    };
    stream.onerror = function () {
      gone = gone || setTimeout(function () { note(true); }, 700);
      if (stream && stream.readyState === EventSource.CLOSED) {
        disconnect();
        again = setTimeout(connect, 2000);
      }
    };
    stream.onmessage = function (event) {
      build = event.lastEventId || build;
      take(JSON.parse(event.data));
    };
    stream.addEventListener("rest", function () { if (document.hidden) disconnect(); });
  }

  function disconnect() {
    if (stream) stream.close();
    stream = null;
  }

  document.addEventListener("visibilitychange", function () { if (!document.hidden) connect(); });
  addEventListener("pagehide", function () {
    clearTimeout(gone);
    clearTimeout(again);
    gone = 0;
    disconnect();
  });
  // A page that comes back as it was left.
  addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    leaving = false;
    connect();
  });

  function take(news) {
    if (news.problems) report(news.problems, news.nothing);
    if (news.follow) go(news.follow); // rather than to be loaded anew
    if (leaving) return;
    if (news.all || news.page && (!news.page.text || news.page.text !== text) || uses(news.files || [])) reload();
    else restyle(news.page ? news.page.styles || [] : null, news.files || []);
  }

  function go(to) {
    leaving = true;
    location.assign(to);
  }

  // ---- What the page is made of ----

  var sheets = [], styled = new Set();
  performance.setResourceTimingBufferSize(5000);

  // The file of the site that an address stands for, or "".
  function file(href) {
    var url = new URL(href, document.baseURI);
    if (url.origin !== address.origin || url.pathname.indexOf(root) !== 0) return "";
    try { return decodeURIComponent(url.pathname.slice(root.length)); } catch (e) { return ""; }
  }

  // Whether the page loaded one of the files, and not as a style sheet.
  function uses(files) {
    if (!files.length) return false;
    sheets.forEach(function (sheet) { styled.add(file(sheet.href)); });
    var loaded = new Set(performance.getEntriesByType("resource").map(function (entry) { return file(entry.name); }));
    return files.some(function (name) { return loaded.has(name) && !styled.has(name); });
  }

  // Exchanges the style sheets whose address or content is another now.
  function restyle(styles, files) {
    if (styles && styles.length !== sheets.length) return reload();
    sheets = sheets.map(function (old, i) {
      var href = styles ? new URL(styles[i], document.baseURI).href : old.href;
      if (file(href) === file(old.href) && files.indexOf(file(href)) < 0) return old;
      var sheet = old.cloneNode();
      sheet.href = href.replace(/[?#].*/, "") + "?" + build;
      sheet.onload = function () { old.remove(); };
      sheet.onerror = reload;
      old.after(sheet);
      return sheet;
    });
  }

  // ---- What the reader did to the page, over a reload ----

  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }

  // Elements by names that survive a rebuild: their ids or what they say, and
  // where they stand; never their place in the page alone.
  function named(selector) {
    var seen = new Map(), found = new Map();
    all(selector).forEach(function (e) {
      var near = e.parentElement && e.parentElement.closest("[id]");
      var says = e.matches("a, button, summary") ? e : e.querySelector(":scope > summary");
      var name = e.id ? "#" + e.id : [e.tagName, near ? near.id : "", e.getAttribute("name"), e.getAttribute("type"), e.getAttribute("value"),
        says ? says.textContent.slice(0, 80) : ""].join("\n");
      var before = seen.get(name) || 0;
      seen.set(name, before + 1);
      found.set(name + "\n" + before, e);
    });
    return found;
  }

  var fields = "input:not([type=password]):not([type=file]):not([type=hidden]):not([type=submit]):not([type=button]), select, textarea";
  var focusable = "a[href], button, input, select, textarea, summary, [tabindex]";
  var boxes = "body, body *", opened = new Map();

  function scrolled(e) { return e.scrollTop || e.scrollLeft ? [e.scrollLeft, e.scrollTop] : undefined; }

  // What a reader entered, or undefined where it is what the page came with.
  function entered(e) {
    if (e.type === "checkbox" || e.type === "radio") return e.checked === e.defaultChecked ? undefined : e.checked;
    if (!e.options) return e.value === e.defaultValue ? undefined : e.value;
    var options = Array.prototype.slice.call(e.options);
    var asked = options.some(function (o) { return o.defaultSelected; });
    var same = asked || e.multiple ? options.every(function (o) { return o.selected === o.defaultSelected; }) : e.selectedIndex <= 0;
    return same ? undefined : options.filter(function (o) { return o.selected; }).map(function (o) { return o.value; });
  }

  function enter(e, value) {
    if (JSON.stringify(entered(e)) === JSON.stringify(value)) return;
    if (typeof value === "boolean") e.checked = value;
    else if (e.options) Array.prototype.forEach.call(e.options, function (o) { o.selected = value.indexOf(o.value) >= 0; });
    else e.value = value;
    e.dispatchEvent(new Event("input", { bubbles: true }));
    e.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // A list of what look gives for each element, by name, where it gives something.
  function collect(selector, look) {
    var list = [];
    named(selector).forEach(function (e, name) {
      var value = look(e, name);
      if (value !== undefined) list.push([name, value]);
    });
    return list;
  }

  function restore(selector, list, put) {
    var elements = list.length ? named(selector) : null;
    list.forEach(function (entry) {
      var e = elements.get(entry[0]);
      if (e) put(e, entry[1]);
    });
  }

  function key() { return "page:" + location.pathname + location.search; }

  function reload() {
    if (leaving) return;
    leaving = true;
    stored(key(), JSON.stringify({
      at: [scrollX, scrollY],
      scrolled: all(boxes).some(scrolled) ? collect(boxes, scrolled) : [], // there are many boxes, and few that scroll
      open: collect("details", function (e, name) { return e.open === opened.get(name) ? undefined : e.open; }),
      fields: collect(fields, entered),
      tabs: collect("[role=tab]", function (e) { return e.getAttribute("aria-selected") === "true" ? true : undefined; }),
      focus: collect(focusable, function (e) { return e === document.activeElement ? [e.selectionStart, e.selectionEnd] : undefined; })
    }));
    history.scrollRestoration = "manual";
    location.reload();
  }

  function scrollBack(kept) {
    restore(boxes, kept.scrolled, function (e, to) { e.scrollTo({ left: to[0], top: to[1], behavior: "instant" }); });
    scrollTo({ left: kept.at[0], top: kept.at[1], behavior: "instant" });
  }

  // Fonts and pictures move things until the page is loaded, and a browser may
  // look for the address's hash itself: scroll once more then, unless the reader
  // has begun to.
  function putBack(kept) {
    restore("details", kept.open, function (e, open) { e.open = open; });
    restore(fields, kept.fields, enter);
    restore("[role=tab]", kept.tabs, function (e) { if (e.getAttribute("aria-selected") !== "true") e.click(); });
    restore(focusable, kept.focus, function (e, selection) {
      e.focus({ preventScroll: true });
      try { if (typeof selection[0] === "number") e.setSelectionRange(selection[0], selection[1]); } catch (x) { /* a field without one */ }
    });
    scrollBack(kept);
    var touched = false;
    ["wheel", "touchmove", "keydown", "pointerdown"].forEach(function (type) {
      addEventListener(type, function () { touched = true; }, { once: true, passive: true });
    });
    function settle() {
      if (!touched) scrollBack(kept);
      history.scrollRestoration = "auto";
    }
    if (document.readyState === "complete") settle();
    else addEventListener("load", function () { requestAnimationFrame(settle); });
  }

  // ---- What the page is told over itself ----

  // A shadow root keeps the page's styles out, and one sheet without an element
  // passes any Content-Security-Policy.
  var style = [
    ":host { all: initial !important; color-scheme: inherit !important; display: contents !important; }",
    "* { box-sizing: border-box; }",
    "dialog, .pill, .note { font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif; }",
    "dialog, .pill, .note { --bg: light-dark(#fff, #1c1f26); --soft: light-dark(#f5f6f8, #14161b); --text: light-dark(#1a1e26, #e5e7eb); --muted: light-dark(#565e6c, #a3abb9);",
    "  --line: light-dark(#dfe2e8, #3a404c); --error: light-dark(#ab2f27, #f2958c); --warning: light-dark(#7d5200, #e2b45c); --faulty: light-dark(#fcefee, #3a2222); --ring: light-dark(#3b5bdb, #91a7ff); }",
    "dialog { width: min(56rem, 100vw - 1.5rem); max-width: none; max-height: min(42rem, 100vh - 3rem); margin: auto auto 1rem; padding: 0; overflow: auto; overscroll-behavior: contain;",
    "  color: var(--text); background: var(--bg); border: 1px solid var(--line); border-top: 4px solid var(--error); border-radius: .5rem; box-shadow: 0 1rem 3rem #0006; overflow-wrap: anywhere; }",
    "dialog::backdrop { background: #0003; }",
    "header { position: sticky; top: 0; display: flex; gap: 1rem; align-items: start; justify-content: space-between; padding: .85rem 1rem .75rem; background: var(--bg); border-bottom: 1px solid var(--line); }",
    "h2 { margin: 0; font-size: 1.1rem; line-height: 1.3; }",
    "p { margin: 0; }",
    ".beneath { color: var(--muted); font-size: .88rem; }",
    "ol { list-style: none; margin: 0; padding: 0; }",
    ".problems > li { padding: .9rem 1rem 1rem; border-bottom: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 14rem; }",
    ".problems > li:last-child { border-bottom: 0; }",
    ".place, .lines { font: 13px/1.55 ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, 'DejaVu Sans Mono', monospace; }",
    ".place { color: var(--muted); }",
    ".message { font-weight: 600; margin-top: .15rem; }",
    ".severity { color: var(--error); }",
    ".warning .severity { color: var(--warning); } .note-level .severity { color: var(--muted); }",
    ".hint { margin-top: .15rem; }",
    ".lines { margin-top: .6rem; padding: .4rem 0; background: var(--soft); border: 1px solid var(--line); border-radius: .35rem; }",
    ".lines li { display: flex; padding: 0 .6rem 0 0; border-left: 3px solid transparent; }",
    ".lines .number { flex: none; min-width: 3.2rem; padding-right: .8rem; text-align: right; color: var(--muted); user-select: none; }",
    ".lines code { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2; min-width: 0; }",
    ".lines [aria-current] { background: var(--faulty); border-left-color: var(--error); }",
    ".lines [aria-current] .number { color: var(--error); font-weight: 700; }",
    ".lines [aria-current] .number::before { content: '\\25B8\\00A0' / ''; }",
    "mark { color: inherit; background: none; text-decoration: underline wavy var(--error) 1.5px; text-underline-offset: .25em; }",
    "button { color: var(--text); background: var(--bg); border: 1px solid var(--muted); border-radius: .35rem; padding: .3rem .75rem; min-height: 2rem; cursor: pointer; font-size: .9rem; flex: none; }",
    "button:hover { background: var(--soft); }",
    ":focus-visible { outline: 3px solid var(--ring); outline-offset: 2px; }",
    ".pill, .note { position: fixed; z-index: 2147483647; bottom: 1rem; }",
    ".pill { right: 1rem; border: 2px solid var(--error); color: var(--error); font-weight: 600; box-shadow: 0 .25rem 1rem #0004; }",
    ".note { left: 1rem; max-width: calc(100vw - 2rem); padding: .3rem .75rem; font-size: .85rem; color: var(--muted); background: var(--bg); border: 1px solid var(--line); border-radius: .35rem; }",
    ".note:empty { display: none; }",
    "[hidden] { display: none !important; }",
    "@media print { :host { display: none !important; } }"
  ].join("\n");

  function make(tag, attributes, children) {
    var e = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { e.setAttribute(name, attributes[name]); });
    (children || []).forEach(function (child) { e.append(child); }); // text stays text
    return e;
  }

  // What is drawn, and what it says but for where the faults are: what a reader has
  // hidden is the same as long as that is.
  var parts = null, shown = "", said = "[]";

  function over() {
    if (parts) return parts;
    var sheet = new CSSStyleSheet(), host = make("tradeoff-live"), shadow = host.attachShadow({ mode: "open" });
    sheet.replaceSync(style);
    shadow.adoptedStyleSheets = [sheet];
    parts = {
      host: host,
      dialog: make("dialog", { role: "alertdialog", "aria-labelledby": "title", "aria-describedby": "beneath" }),
      pill: make("button", { type: "button", "class": "pill", hidden: "" }),
      note: make("div", { role: "status", "class": "note" })
    };
    parts.dialog.addEventListener("close", function () {
      if (said === "[]" || parts.dialog.open) return;
      stored("hidden", said);
      parts.pill.hidden = false;
      var focused = document.activeElement; // the dialog's host where nothing had the focus before
      if (focused === document.body || focused === parts.host) parts.pill.focus();
    });
    parts.pill.addEventListener("click", open);
    shadow.append(parts.dialog, parts.pill, parts.note);
    document.body.append(host);
    return parts;
  }

  function open() {
    stored("hidden", null);
    parts.pill.hidden = true;
    if (!parts.dialog.open) parts.dialog.showModal();
  }

  // Shows the problems, or takes them away where there are none. What a reader
  // has hidden stays hidden until it is something else.
  function report(problems, nothing) {
    var now = JSON.stringify([problems, nothing]);
    if (now === shown) return;
    shown = now;
    said = JSON.stringify(problems.map(function (p) { return JSON.stringify([p.file, p.code, p.message]); }).sort());
    if (!problems.length) {
      stored("hidden", null);
      if (!parts) return;
      parts.pill.hidden = true;
      parts.dialog.close();
      parts.dialog.replaceChildren();
      return;
    }
    draw(problems, nothing);
    if (stored("hidden") === said) parts.pill.hidden = parts.dialog.open;
    else open();
  }

  function count(problems) {
    var errors = problems.filter(function (p) { return p.severity === "error"; }).length;
    if (errors) return errors === 1 ? "1 error" : errors + " errors";
    return problems.length === 1 ? "1 problem" : problems.length + " problems";
  }

  function draw(problems, nothing) {
    var p = over(), at = p.dialog.scrollTop;
    var hide = make("button", { type: "button" }, ["Hide"]);
    hide.addEventListener("click", function () { p.dialog.close(); });
    var had = p.dialog.open && p.dialog.getRootNode().activeElement;
    p.dialog.replaceChildren(
      make("header", {}, [
        make("div", {}, [
          make("h2", { id: "title" }, ["The site was not built: " + count(problems)]),
          make("p", { id: "beneath", "class": "beneath" }, [(nothing ? "Nothing is published yet." : "Beneath is the last good page.") + " This goes when all is mended."])
        ]), hide
      ]),
      make("ol", { "class": "problems", role: "list" }, problems.map(drawProblem)));
    p.dialog.scrollTop = at;
    if (had) hide.focus();
    p.pill.textContent = count(problems);
  }

  function drawProblem(problem) {
    var place = [problem.file, problem.line, problem.line && problem.column].filter(Boolean).join(":");
    var item = make("li", { "class": problem.severity === "note" ? "note-level" : problem.severity }, [
      make("p", { "class": "place" }, [place]),
      make("p", { "class": "message" }, [make("span", { "class": "severity" }, [problem.severity + ": "]), problem.message])
    ]);
    if (problem.hint) item.append(make("p", { "class": "hint" }, ["Hint: " + problem.hint]));
    var lines = problem.lines || [];
    if (lines.length) item.append(make("ol", { "class": "lines", role: "list" }, lines.map(function (line) { return drawLine(line, problem.column); })));
    return item;
  }

  // A line; the faulty one has its word underlined. Where its beginning is left
  // out, one character stands for that.
  function drawLine(line, column) {
    var code = make("code"), characters = Array.from(line.text);
    var at = column - 1 - (line.before ? line.before - 1 : 0);
    var rest = line.faulty && column ? characters.slice(at).join("") : "";
    var word = (rest.match(/^[\p{L}\p{N}_.\/-]+|^\S/u) || [""])[0];
    if (word) code.append(characters.slice(0, at).join(""), make("mark", {}, [word]), rest.slice(word.length));
    else code.append(line.text);
    return make("li", line.faulty ? { "aria-current": "true" } : {}, [make("span", { "class": "number" }, [String(line.number)]), code]);
  }

  function note(lost) {
    if (!lost && !parts) return;
    over().note.textContent = lost ? "The watch has stopped." : "";
  }

  // ---- Begin ----

  document.addEventListener("DOMContentLoaded", function () {
    sheets = all("link[rel~=stylesheet]");
    named("details").forEach(function (e, name) { opened.set(name, e.open); });
    var kept = stored(key());
    stored(key(), null);
    if (kept) putBack(JSON.parse(kept));
    connect();
  });
})();
