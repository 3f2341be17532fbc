// The comparison table: which rows and columns of it are shown, and in what order.
// The table is complete without this script; "only differences" works without it too.
//
// What a reader chose is in the address, by ids, so that it can be shared:
//
//	?columns=django,rails&sort=orm&where=realtime:yes&only=diff&find=auth
//
// Names of further tables on a page begin with the table's id: comparison-2.sort=orm.
// Ids that are not known are passed over.
//
// Nothing here measures the page while it changes it: columns are hidden by one rule
// of a style sheet, and moved only when their order changes.
(function () {
  "use strict";
  var words = "%WORDS%";
  var root = document.documentElement, small = matchMedia("(max-width: 44rem)"), names = ["columns", "sort", "where", "only", "find"], byName = "A-Z";

  // A box that scrolls sideways need not catch what sticks to the top: see table.css.
  var probe = document.createElement("div");
  probe.style.overflow = "auto clip";
  root.appendChild(probe);
  if (getComputedStyle(probe).overflowY === "clip") root.classList.add("one-axis");
  probe.remove();

  function say(key, values) { return window.tradeoff.say(words, key, values || {}); }

  function el(tag, attributes) {
    var e = document.createElement(tag);
    for (var name in attributes) e.setAttribute(name, attributes[name]);
    e.append.apply(e, Array.prototype.slice.call(arguments, 2));
    return e;
  }

  function button(label, attributes, act) {
    var b = el("button", Object.assign({ type: "button" }, attributes));
    b.append.apply(b, [].concat(label));
    if (act) b.addEventListener("click", act);
    return b;
  }

  function icon(name) {
    var ns = "http://www.w3.org/2000/svg", svg = document.createElementNS(ns, "svg"), use = document.createElementNS(ns, "use");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", "#icon-" + name);
    svg.append(use);
    return svg;
  }

  // Letters without case and accents.
  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();
  }

  // One line for all tables tells what happened: always to those who hear the page.
  var told, fading;
  function tell(text, seen) {
    told.textContent = text;
    told.className = seen ? "table-toast" : "hidden";
    clearTimeout(fading);
    if (seen) fading = setTimeout(() => { told.className = "hidden"; }, 3000);
  }

  function copy(link, row) {
    var address = location.href.replace(/#.*/, "") + link.hash;
    function instead() {
      location.hash = link.hash;
      tell(say("linked", { row: row }), true);
    }
    if (!navigator.clipboard) return instead();
    navigator.clipboard.writeText(address).then(() => tell(say("copied", { row: row }), true), instead);
  }

  function table(box) {
    var scroll = box.querySelector(".table-scroll"), grid = box.querySelector("table"), title = box.querySelector(".table-title"), tools = box.querySelector(".comparison-tools");
    if (!scroll || !title || !grid || !grid.tHead) return; // a site's own template
    var id = title.id, prefix = id === "comparison" ? "" : id + ".";
    var head = grid.tHead.rows[0], rows = Array.from(grid.querySelectorAll("tbody tr[id]")), groups = Array.from(grid.querySelectorAll(".group th"));
    var labels = rows.map(row => row.cells[0].querySelector("a")), titles = Array.from(head.cells).slice(1).map(cell => cell.textContent);
    var text = box.querySelector(".table-data"), data = text && JSON.parse(text.textContent);
    var all = titles.map((_, i) => i), order = all, cells, searched;
    var unlike = rows.map(r => !r.classList.contains("same")), state, shown = all, choices, sheet;

    function find(selector) { return tools && tools.querySelector(selector); }
    var only = find(".only-differences input"), differing = find(".differing"), finding = find(".find input"), choosing = find(".columns"), two = find(".two");
    var line = el("div", { class: "table-state", hidden: "" }), nothing = el("p", { class: "table-none", hidden: "" });
    scroll.before(line, nothing);

    function row(attribute) { return data ? data.rows.findIndex(r => r.id === attribute) : -1; }

    // The state that an address names, as far as the table has it.
    function read() {
      var params = new URLSearchParams(location.search), get = name => params.get(prefix + name) || "";
      state = { columns: null, sort: "", where: [], only: !!only && get("only") === "diff", find: finding ? get("find") : "" };
      if (!data) return;
      var columns = get("columns").split(",").map(c => data.columns.indexOf(c)).filter((c, i, list) => c >= 0 && list.indexOf(c) === i);
      if (columns.length) state.columns = columns;
      var sorted = data.rows[row(get("sort"))];
      if (get("sort") === byName || sorted && sorted.order) state.sort = get("sort");
      params.getAll(prefix + "where").forEach(condition => {
        var at = condition.indexOf(":"), r = data.rows[row(condition.slice(0, at))], value = condition.slice(at + 1);
        if (r && r.values && r.values.indexOf(value) >= 0) state.where.push([r.id, value]);
      });
    }

    function write() {
      var params = new URLSearchParams(location.search);
      names.forEach(name => params.delete(prefix + name));
      if (state.columns) params.set(prefix + "columns", (state.columns.length ? state.columns : shown).map(c => data.columns[c]).join());
      if (state.sort) params.set(prefix + "sort", state.sort);
      state.where.forEach(w => params.append(prefix + "where", w.join(":")));
      if (state.only) params.set(prefix + "only", "diff");
      if (state.find) params.set(prefix + "find", state.find);
      var query = params.toString().replace(/%2C/g, ",").replace(/%3A/g, ":").replace(/%2F/g, "/");
      try {
        history.replaceState(history.state, "", location.pathname + (query && "?" + query) + location.hash);
      } catch (e) { /* then the address stays */ }
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

    function hideColumns() {
      if (!sheet) {
        sheet = new CSSStyleSheet();
        document.adoptedStyleSheets = Array.from(document.adoptedStyleSheets).concat(sheet);
      }
      while (sheet.cssRules.length) sheet.deleteRule(0);
      var places = order.map((c, i) => shown.indexOf(c) < 0 ? ":nth-child(" + (i + 2) + ")" : "").filter(Boolean);
      if (places.length) sheet.insertRule("@media screen { #" + CSS.escape(id) + " ~ .table-scroll tr:not(.group) > :is(" + places + ") { display: none } }");
      span(shown.length);
      box.style.setProperty("--columns", Math.min(2, shown.length));
    }

    function span(columns) { groups.forEach(group => { group.colSpan = columns + 1; }); }

    function differs(i) {
      var alike = data.rows[i].alike;
      if (!alike || shown.length < 2) return unlike[i] && shown.length > 1;
      return shown.some(c => alike[c] < 0 || alike[c] !== alike[shown[0]]);
    }

    function matches() {
      var wanted = plain(state.find).split(/\s+/);
      searched = searched || rows.map(r => {
        var group = r.parentNode.querySelector(".group");
        return plain(r.cells[0].textContent + " " + (group ? group.textContent : ""));
      });
      return searched.map(text => wanted.every(word => text.indexOf(word) >= 0));
    }

    // Shows what the state says, and gives it in words.
    function show() {
      var left = all, different = 0;
      if (data) {
        var next = arranged(), chosen = state.columns;
        left = next.filter(fits);
        shown = chosen ? left.filter(c => chosen.indexOf(c) >= 0) : left;
        if (chosen && !chosen.length) shown = left.slice(0, 1);
        left = shown;
        if (small.matches) shown = shown.slice(0, 2);
        arrange(next);
        hideColumns();
        rows.forEach((r, i) => {
          var differ = differs(i);
          different += differ;
          r.classList.toggle("same", !differ);
        });
        if (differing) differing.textContent = say("differ", { differing: different, count: rows.length });
      }
      var found = state.find ? matches() : rows.map(() => true), visible = 0;
      rows.forEach((r, i) => {
        if (r.hidden === found[i]) r.hidden = !found[i];
        visible += found[i] && !(state.only && r.classList.contains("same"));
      });
      if (only) only.checked = state.only;
      if (finding && finding.value !== state.find) finding.value = state.find;
      if (data) showTools();
      return showLine(left, visible);
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

    // What narrows the table, each to be taken back, and how much of it is left.
    function showLine(left, visible) {
      var chips = state.where.map(w => chip(say("value", { row: labels[row(w[0])].textContent, value: valueName(row(w[0]), w[1]) }), () => { state.where = state.where.filter(other => other !== w); }));
      if (state.sort) chips.push(chip(state.sort === byName ? say("by-name") : say(data.rows[row(state.sort)].first + "-by", { row: labels[row(state.sort)].textContent }), () => { state.sort = ""; }));
      var counts = [];
      if (state.where.length || state.columns && !small.matches) counts.push(say("options", { n: left.length, count: all.length }));
      if (state.find) counts.push(say("rows", { n: visible, count: rows.length }));
      line.textContent = "";
      line.append.apply(line, chips);
      if (counts.length) line.append(el("span", {}, counts.join(", ")));
      if (chips.length || state.columns && !small.matches) line.append(button(say("reset"), { class: "reset" }, () => {
        state.where = [], state.columns = null, state.sort = "";
        change();
        scroll.focus({ preventScroll: true });
      }));
      line.hidden = !line.firstChild;
      return showNothing(left, visible) || counts.concat(differing && (data || state.only) ? differing.textContent : []).join(", ");
    }

    function chip(label, act) {
      return button([label, icon("close")], { "aria-label": say("remove", { what: label }) }, () => {
        act();
        change();
        (line.querySelector("button") || scroll).focus({ preventScroll: true });
      });
    }

    // Words in the place of a table that has nothing to show, and the way back.
    function showNothing(left, visible) {
      var words = "", back = "all-rows", act = () => { state.find = "", state.only = false; };
      if (!left.length) words = say("no-option"), back = "all-options", act = () => { state.where = [], state.columns = null; };
      else if (!visible) words = state.find ? say("no-row", { words: state.find }) : say("no-difference");
      nothing.hidden = !words;
      scroll.hidden = !!words;
      nothing.textContent = words + " ";
      if (words) nothing.append(button(say(back), {}, () => {
        act();
        change();
        (scroll.tabIndex < 0 ? finding || only : scroll).focus({ preventScroll: true });
      }));
      return words;
    }

    function valueName(i, value) {
      var column = data.rows[i].of.findIndex(of => of.indexOf(data.rows[i].values.indexOf(value)) >= 0);
      var word = rows[i].cells[1 + order.indexOf(column)].querySelector("b");
      return word ? word.textContent : value;
    }

    function change() {
      var happened = show();
      write();
      tell(happened);
    }

    function sortBy(key) {
      state.sort = state.sort === key ? "" : key;
      if (small.matches) state.columns = null; // the best two of all
      change();
    }

    // A panel opens at its button, above all else, and closes on Escape or a click elsewhere.
    function panel(label, fill) {
      var p = el("div", { class: "table-panel", role: "dialog", "aria-label": label, popover: "auto" }), by;
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

    function opens(b, p) {
      b.popoverTargetElement = p;
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
      list.append(item([icon("link"), say("copy")], {}, () => copy(labels[i], labels[i].textContent)));
      p.append(list);
    }

    // What a table of many options has besides: columns to choose, an order, filters.
    function manyOptions() {
      var menu = panel(say("copy"), fillRow);
      labels.forEach((a, i) => {
        a.parentNode.abbr = a.textContent; // what is read out with each cell
        if (data.rows[i].order) a.setAttribute("role", "button");
        var b = button(icon("more"), { class: "row-more", "aria-label": say("more", { row: a.textContent }) });
        opens(b, menu);
        a.after(b);
      });
      grid.addEventListener("click", event => {
        var b = event.target.closest(".row-more");
        if (!b) return;
        menu.by = b;
        menu.setAttribute("aria-label", b.getAttribute("aria-label"));
      }, true);
      var columns = panel(say("columns"), fillColumns);
      columns.by = choosing;
      opens(choosing, columns);
      two.addEventListener("change", event => {
        var k = Array.from(two.children).indexOf(event.target), pair = shown.slice(), was = pair[k];
        pair[k] = Number(event.target.value);
        if (pair[1 - k] === pair[k]) pair[1 - k] = was;
        state.columns = pair;
        state.sort = "";
        change();
      });
      var sides = [-1, 1].map(way => button(icon("next"), { tabindex: "-1" }, () => {
        var rtl = getComputedStyle(box).direction === "rtl";
        scroll.scrollBy({ left: way * (rtl ? -1 : 1) * Math.max(120, scroll.clientWidth - 1.5 * head.cells[0].offsetWidth) });
      }));
      head.cells[0].append(el("span", { class: "sideways", "aria-hidden": "true" }, sides[0], sides[1]));
      var watch = new ResizeObserver(() => box.classList.toggle("overflows", scroll.scrollWidth > scroll.clientWidth + 1));
      watch.observe(scroll);
      watch.observe(grid);
      small.addEventListener("change", () => { show(); });
      addEventListener("beforeprint", () => span(all.length));
      addEventListener("afterprint", () => span(shown.length));
    }

    grid.addEventListener("click", event => {
      var a = event.target.closest("th[scope=row] > a"), i = labels.indexOf(a);
      if (i < 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (data && data.rows[i].order) sortBy(data.rows[i].id);
      else copy(a, a.textContent);
    });
    grid.addEventListener("keydown", event => {
      if (event.key !== " " || event.target.getAttribute("role") !== "button") return;
      event.preventDefault();
      event.target.click();
    });
    if (only) only.addEventListener("change", () => {
      state.only = only.checked;
      change();
    });
    if (finding) finding.addEventListener("input", () => {
      state.find = finding.value.trim() ? finding.value : "";
      change();
    });
    if (!choosing || !two || !HTMLElement.prototype.hasOwnProperty("popover")) data = null; // a browser of before 2024 shows it all
    if (data) manyOptions();
    read();
    show();
    box.classList.add("ready");
    addEventListener("popstate", () => {
      read();
      show();
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    told = el("p", { class: "hidden", role: "status" });
    document.body.append(told);
    document.querySelectorAll(".comparison").forEach(table);
  });
})();
