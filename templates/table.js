// The comparison table: which of its rows are shown. What a table of many options has
// besides, its columns, is columns.js's.
// The table is complete without this script; "only differences" works without it too.
//
// What a reader chose is in the address, so that it can be shared: ?only=diff&find=auth.
// Names of further tables on a page begin with the table's id: comparison-2.find=auth.
//
// Where columns.js is loaded, tradeoff.columns(t) makes what works on a table's columns.
// t is the table, as put together at the end of table(); t.state may be added to. It gives
// nothing, or functions that are called
//
//	read(get, all)  with what the address has under a name of this table's
//	write(set)      to name what is to be in the address
//	show()          before rows are hidden: to order and to hide columns
//	line(parts)     to add to the line above the table what narrows it
//	counts()        for how much is left, in words
//	none()          for [words, label, act] where no column is left: the way back
//	click(row)      true, where the click on a row's name is dealt with
(function () {
  "use strict";
  var words = "%WORDS%";

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

  function copy(link) {
    var row = link.textContent, address = location.href.replace(/#.*/, "") + link.hash;
    function instead() {
      location.hash = link.hash;
      tell(say("linked", { row: row }), true);
    }
    if (!navigator.clipboard) return instead();
    navigator.clipboard.writeText(address).then(() => tell(say("copied", { row: row }), true), instead);
  }

  function table(box) {
    var scroll = box.querySelector(".table-scroll"), grid = box.querySelector("table"), title = box.querySelector(".table-title");
    if (!scroll || !title || !grid || !grid.tHead) return; // a site's own template
    var prefix = title.id === "comparison" ? "" : title.id + ".", rows = Array.from(grid.querySelectorAll("tbody tr[id]"));
    var labels = rows.map(row => row.cells[0].querySelector("a")), searched, state = {}, columns;

    function find(selector) { return box.querySelector(".comparison-tools " + selector); }
    var only = find(".only-differences input"), differing = find(".differing"), finding = find(".find input");
    var line = el("div", { class: "table-state", hidden: "" }), nothing = el("p", { class: "table-none", hidden: "" });
    scroll.before(line, nothing);

    // The state that the address names, as far as the table has it.
    function read() {
      var params = new URLSearchParams(location.search), get = name => params.get(prefix + name) || "";
      state.only = !!only && get("only") === "diff";
      state.find = finding ? get("find") : "";
      if (columns) columns.read(get, name => params.getAll(prefix + name));
    }

    // A name of the address gets a value, or the values of a list; without one it goes.
    function write() {
      var params = new URLSearchParams(location.search);
      function set(name, values) {
        params.delete(prefix + name);
        [].concat(values || []).forEach(value => params.append(prefix + name, value));
      }
      if (columns) columns.write(set);
      set("only", state.only && "diff");
      set("find", state.find);
      var query = params.toString().replace(/%2C/g, ",").replace(/%3A/g, ":").replace(/%2F/g, "/");
      try {
        history.replaceState(history.state, "", location.pathname + (query && "?" + query) + location.hash);
      } catch (e) { /* then the address stays */ }
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
      if (columns) columns.show();
      var found = state.find ? matches() : rows.map(() => true), visible = 0;
      rows.forEach((r, i) => {
        if (r.hidden === found[i]) r.hidden = !found[i];
        visible += found[i] && !(state.only && r.classList.contains("same"));
      });
      if (only) only.checked = state.only;
      if (finding && finding.value !== state.find) finding.value = state.find;
      return showLine(visible);
    }

    // What narrows the table, and how much of it is left.
    function showLine(visible) {
      var counts = columns ? columns.counts() : [], parts = [];
      if (state.find) counts.push(say("rows", { n: visible, count: rows.length }));
      if (counts.length) parts.push(el("span", {}, counts.join(", ")));
      if (columns) columns.line(parts);
      line.textContent = "";
      line.append.apply(line, parts);
      line.hidden = !parts.length;
      return showNothing(visible) || counts.concat(differing && (columns || state.only) ? differing.textContent : []).join(", ");
    }

    // Words in the place of a table that has nothing to show, and the way back.
    function showNothing(visible) {
      var none = columns && columns.none() || !visible && [state.find ? say("no-row", { words: state.find }) : say("no-difference"), say("all-rows"), () => { state.find = "", state.only = false; }];
      nothing.hidden = !none;
      scroll.hidden = !!none;
      nothing.textContent = none ? none[0] + " " : "";
      if (none) nothing.append(button(none[1], {}, () => {
        none[2]();
        change();
        (scroll.tabIndex < 0 ? finding || only : scroll).focus({ preventScroll: true });
      }));
      return nothing.textContent.trim();
    }

    function change() {
      var happened = show();
      write();
      tell(happened);
    }

    grid.addEventListener("click", event => {
      var a = event.target.closest("th[scope=row] > a");
      if (labels.indexOf(a) < 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (!columns || !columns.click(labels.indexOf(a))) copy(a);
    });
    if (only) only.addEventListener("change", () => {
      state.only = only.checked;
      change();
    });
    if (finding) finding.addEventListener("input", () => {
      state.find = finding.value.trim() ? finding.value : "";
      change();
    });
    columns = window.tradeoff.columns && window.tradeoff.columns({
      box: box, scroll: scroll, grid: grid, id: title.id, rows: rows, labels: labels, find: find, differing: differing, line: line,
      state: state, show: show, change: change, copy: copy, el: el, button: button
    });
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
