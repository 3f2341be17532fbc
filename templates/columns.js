// The columns of a comparison table of many options: which are shown, and in what order;
// and the menus of its rows. What all tables have is table.js's, which calls this script:
// see there for what the two have to do with one another.
//
// What a reader chose is in the address, by ids:
//
//	?columns=django,rails&sort=orm&where=realtime:yes
//
// Ids that are not known are passed over.
//
// Nothing here measures the page while it changes it: columns are hidden by one rule
// of a style sheet, and moved only when their order changes.
(function () {
  "use strict";
  var words = "%WORDS%";
  var root = document.documentElement, small = matchMedia("(max-width: 44rem)"), byName = "A-Z";

  // A box that scrolls sideways need not catch what sticks to the top: see columns.css.
  var probe = document.createElement("div");
  probe.style.overflow = "auto clip";
  root.appendChild(probe);
  if (getComputedStyle(probe).overflowY === "clip") root.classList.add("one-axis");
  probe.remove();

  function say(key, values) { return window.tradeoff.say(words, key, values || {}); }

  function icon(name) {
    var ns = "http://www.w3.org/2000/svg", svg = document.createElementNS(ns, "svg"), use = document.createElementNS(ns, "use");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", "#icon-" + name);
    svg.append(use);
    return svg;
  }

  function columns(t) {
    var box = t.box, scroll = t.scroll, grid = t.grid, rows = t.rows, labels = t.labels, line = t.line, state = t.state, change = t.change, el = t.el, button = t.button;
    var text = box.querySelector(".table-data"), choosing = t.find(".columns"), two = t.find(".two");
    if (!text || !choosing || !two || !HTMLElement.prototype.hasOwnProperty("popover")) return null; // few options; or a browser of before 2024, which shows it all
    var data = JSON.parse(text.textContent), head = grid.tHead.rows[0], groups = Array.from(grid.querySelectorAll(".group th"));
    var titles = Array.from(head.cells).slice(1).map(cell => cell.textContent), all = titles.map((_, i) => i), order = all, cells;
    var unlike = rows.map(r => !r.classList.contains("same")), left = all, shown = all, sheet;

    function row(attribute) { return data.rows.findIndex(r => r.id === attribute); }

    function read(get, list) {
      var chosen = get("columns").split(",").map(c => data.columns.indexOf(c)).filter((c, i, list) => c >= 0 && list.indexOf(c) === i);
      var sorted = data.rows[row(get("sort"))];
      state.columns = chosen.length ? chosen : null;
      state.sort = get("sort") === byName || sorted && sorted.order ? get("sort") : "";
      state.where = [];
      list("where").forEach(condition => {
        var at = condition.indexOf(":"), r = data.rows[row(condition.slice(0, at))], value = condition.slice(at + 1);
        if (r && r.values && r.values.indexOf(value) >= 0) state.where.push([r.id, value]);
      });
    }

    function write(set) {
      set("columns", state.columns && (state.columns.length ? state.columns : shown).map(c => data.columns[c]).join());
      set("sort", state.sort);
      set("where", state.where.map(w => w.join(":")));
    }

    // The columns in order: by a row, by name, or as chosen; else as they were made.
    function arranged() {
      var by = row(state.sort), ranks = by >= 0 && data.rows[by].order, last = all.length;
      if (ranks) return all.slice().sort((a, b) => (ranks[a] < 0 ? last : ranks[a]) - (ranks[b] < 0 ? last : ranks[b]) || a - b);
      if (state.sort) return all.slice().sort((a, b) => titles[a].localeCompare(titles[b], root.lang) || a - b);
      return state.columns ? state.columns.concat(all.filter(c => state.columns.indexOf(c) < 0)) : all;
    }

    // Whether a column has, for each row that is filtered by, one of its values.
    function fits(column) {
      return state.where.every(w => data.rows[row(w[0])].of[column].some(v =>
        state.where.some(other => other[0] === w[0] && other[1] === data.rows[row(w[0])].values[v])));
    }

    function arrange(next) {
      if (String(next) === String(order)) return;
      var lines = [head].concat(rows);
      cells = cells || lines.map(line => Array.from(line.cells).slice(1));
      lines.forEach((line, i) => line.append.apply(line, next.map(c => cells[i][c])));
      order = next;
    }

    function hide() {
      if (!sheet) {
        sheet = new CSSStyleSheet();
        document.adoptedStyleSheets = Array.from(document.adoptedStyleSheets).concat(sheet);
      }
      while (sheet.cssRules.length) sheet.deleteRule(0);
      var places = order.map((c, i) => shown.indexOf(c) < 0 ? ":nth-child(" + (i + 2) + ")" : "").filter(Boolean);
      if (places.length) sheet.insertRule("@media screen { #" + CSS.escape(t.id) + " ~ .table-scroll tr:not(.group) > :is(" + places + ") { display: none } }");
      span(shown.length);
      box.style.setProperty("--columns", Math.min(2, shown.length));
    }

    function span(columns) { groups.forEach(group => { group.colSpan = columns + 1; }); }

    function differs(i) {
      var alike = data.rows[i].alike;
      if (!alike || shown.length < 2) return unlike[i] && shown.length > 1;
      return shown.some(c => alike[c] < 0 || alike[c] !== alike[shown[0]]);
    }

    function show() {
      var next = arranged(), chosen = state.columns, different = 0;
      left = next.filter(fits);
      if (chosen) left = chosen.length ? left.filter(c => chosen.indexOf(c) >= 0) : left.slice(0, 1);
      shown = small.matches ? left.slice(0, 2) : left;
      arrange(next);
      hide();
      rows.forEach((r, i) => {
        var differ = differs(i);
        different += differ;
        r.classList.toggle("same", !differ);
      });
      if (t.differing) t.differing.textContent = say("differ", { differing: different, count: rows.length });
      showTools();
    }

    function showTools() {
      choosing.lastChild.textContent = state.columns ? say("some", { n: shown.length, count: all.length }) : say("columns");
      labels.forEach((a, i) => {
        var th = a.parentNode, sorted = state.sort === data.rows[i].id;
        if (sorted !== th.hasAttribute("aria-sort")) sorted ? th.setAttribute("aria-sort", "other") : th.removeAttribute("aria-sort");
      });
      Array.from(two.children).forEach((select, k) => {
        if (!select.length) all.forEach(c => select.append(new Option(titles[c], c)));
        Array.from(select.options).forEach((option, c) => { option.disabled = !fits(c); });
        select.value = shown[k] === undefined ? "" : shown[k];
        select.disabled = shown.length < 2 && k > 0;
      });
    }

    function narrowed() { return state.columns && !small.matches; }

    function counts() {
      return state.where.length || narrowed() ? [say("options", { n: left.length, count: all.length })] : [];
    }

    // What narrows the table, each to be taken back, and all of it.
    // A row's order begins with its "best", "most" or "latest"; in words, the columns are
    // then in the order "best-by", "most-by" or "latest-by" that row.
    function addChips(parts) {
      var chips = state.where.map(w => chip(say("value", { row: labels[row(w[0])].textContent, value: valueName(row(w[0]), w[1]) }), () => { state.where = state.where.filter(other => other !== w); }));
      if (state.sort) chips.push(chip(state.sort === byName ? say("by-name") : say(data.rows[row(state.sort)].first + "-by", { row: labels[row(state.sort)].textContent }), () => { state.sort = ""; }));
      parts.unshift.apply(parts, chips);
      if (chips.length || narrowed()) parts.push(button(say("reset"), { class: "reset" }, () => {
        state.where = [], state.columns = null, state.sort = "";
        change();
        scroll.focus({ preventScroll: true });
      }));
    }

    function chip(label, act) {
      return button([label, icon("close")], { "aria-label": say("remove", { what: label }) }, () => {
        act();
        change();
        (line.querySelector("button") || scroll).focus({ preventScroll: true });
      });
    }

    function none() {
      return !left.length && [say("no-option"), say("all-options"), () => { state.where = [], state.columns = null; }];
    }

    function valueName(i, value) {
      var column = data.rows[i].of.findIndex(of => of.indexOf(data.rows[i].values.indexOf(value)) >= 0);
      var word = rows[i].cells[1 + order.indexOf(column)].querySelector("b");
      return word ? word.textContent : value;
    }

    function sortBy(key) {
      state.sort = state.sort === key ? "" : key;
      if (small.matches) state.columns = null; // the best two of all
      change();
    }

    function click(i) {
      if (data.rows[i].order) sortBy(data.rows[i].id);
      return data.rows[i].order;
    }

    // A panel opens at its button, above all else, and closes on Escape or a click elsewhere.
    function panel(label, fill) {
      var p = el("div", { class: "table-panel", role: "dialog", "aria-label": label, popover: "auto" });
      box.append(p);
      p.addEventListener("beforetoggle", event => {
        if (event.newState !== "open") return;
        var place = p.by.getBoundingClientRect(), rtl = getComputedStyle(box).direction === "rtl", wide = 22 * parseFloat(getComputedStyle(root).fontSize);
        var start = rtl ? root.clientWidth - place.right : place.left, above = place.bottom > innerHeight * .65;
        p.style[rtl ? "right" : "left"] = Math.max(8, Math.min(start, root.clientWidth - wide - 8)) + (rtl ? -scrollX : scrollX) + "px";
        p.style.top = above ? "auto" : place.bottom + scrollY + 6 + "px";
        p.style.bottom = above ? innerHeight - place.top - scrollY + 6 + "px" : "auto";
        p.textContent = "";
        fill(p, p.by);
        var first = p.querySelector("button, input");
        if (first) first.autofocus = true;
      });
      p.addEventListener("toggle", event => {
        p.by.setAttribute("aria-expanded", String(event.newState === "open"));
      });
      return p;
    }

    function fillColumns(p) {
      var list = el("ul", {}), boxes = all.map(c => {
        var input = el("input", { type: "checkbox" });
        input.checked = !state.columns || state.columns.indexOf(c) >= 0;
        list.append(el("li", {}, el("label", {}, input, titles[c])));
        return input;
      });
      function chosen(columns) {
        state.columns = columns.length === all.length ? null : columns;
        change();
      }
      function tick(on) {
        return () => {
          boxes.forEach(input => { input.checked = on; });
          chosen(on ? all : []);
        };
      }
      list.addEventListener("change", () => chosen(all.filter(c => boxes[c].checked)));
      var sorting = button(say("by-name"), { "aria-pressed": String(state.sort === byName) }, () => {
        sortBy(byName);
        sorting.setAttribute("aria-pressed", String(state.sort === byName));
      });
      p.append(el("div", { class: "panel-actions" }, button(say("all"), {}, tick(true)), button(say("none"), {}, tick(false)), sorting), list);
    }

    function fillRow(p, by) {
      var i = rows.indexOf(by.closest("tr")), r = data.rows[i], list = el("ul", {});
      function item(content, attributes, act) {
        return el("li", {}, button(content, attributes, () => {
          p.hidePopover();
          act();
        }));
      }
      if (r.values) {
        r.values.forEach((value, v) => {
          var on = state.where.findIndex(w => w[0] === r.id && w[1] === value);
          list.append(item([icon(on < 0 ? "filter" : "yes"), valueName(i, value), el("small", {}, r.of.filter(of => of.indexOf(v) >= 0).length)], { "aria-pressed": String(on >= 0) }, () => {
            on < 0 ? state.where.push([r.id, value]) : state.where.splice(on, 1);
            change();
          }));
        });
        p.append(el("p", {}, say("only")), list);
      }
      list = el("ul", {});
      if (r.order) list.append(item([icon("sort"), say(state.sort === r.id ? "unsort" : r.first)], {}, () => sortBy(r.id)));
      list.append(item([icon("link"), say("copy")], {}, () => t.copy(labels[i])));
      p.append(list);
    }

    function addMenus() {
      var menu = panel(say("copy"), fillRow), choice = panel(say("columns"), fillColumns);
      labels.forEach((a, i) => {
        a.parentNode.abbr = a.textContent; // what is read out with each cell
        if (data.rows[i].order) a.setAttribute("role", "button");
        var b = button(icon("more"), { class: "row-more", "aria-label": say("more", { row: a.textContent }) });
        b.popoverTargetElement = menu;
        a.after(b);
      });
      grid.addEventListener("click", event => {
        var b = event.target.closest(".row-more");
        if (!b) return;
        menu.by = b;
        menu.setAttribute("aria-label", b.getAttribute("aria-label"));
      }, true);
      grid.addEventListener("keydown", event => {
        if (event.key !== " " || event.target.getAttribute("role") !== "button") return;
        event.preventDefault();
        event.target.click();
      });
      choice.by = choosing;
      choosing.popoverTargetElement = choice;
    }

    // The two of a phone. One option is not compared with itself: the other takes its place.
    function choosePair(event) {
      var k = Array.from(two.children).indexOf(event.target), pair = shown.slice(), was = pair[k];
      pair[k] = Number(event.target.value);
      if (pair[1 - k] === pair[k]) pair[1 - k] = was;
      state.columns = pair;
      state.sort = "";
      change();
    }

    function addSideways() {
      var sides = [-1, 1].map(way => button(icon("next"), { tabindex: "-1" }, () => {
        var rtl = getComputedStyle(box).direction === "rtl";
        scroll.scrollBy({ left: way * (rtl ? -1 : 1) * Math.max(120, scroll.clientWidth - 1.5 * head.cells[0].offsetWidth) });
      }));
      head.cells[0].append(el("span", { class: "sideways", "aria-hidden": "true" }, sides[0], sides[1]));
      var watch = new ResizeObserver(() => box.classList.toggle("overflows", scroll.scrollWidth > scroll.clientWidth + 1));
      watch.observe(scroll);
      watch.observe(grid);
    }

    addMenus();
    addSideways();
    two.addEventListener("change", choosePair);
    small.addEventListener("change", () => { t.show(); });
    addEventListener("beforeprint", () => span(all.length));
    addEventListener("afterprint", () => span(shown.length));
    return { read: read, write: write, show: show, line: addChips, counts: counts, none: none, click: click };
  }

  window.tradeoff = Object.assign(window.tradeoff || {}, { columns: columns });
})();
