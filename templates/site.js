// Everything on a page is there without this script. It adds: a switch between
// light and dark, tabs for code, copying, and ticks that stay. It runs in the
// head, before the first paint, so that nothing moves afterwards.
(function () {
  "use strict";
  var root = document.documentElement, words = "%WORDS%";

  // Storage may be forbidden, and on disk all local files share it.
  function stored(key, value) {
    try {
      if (value === undefined) return localStorage.getItem("tradeoff:" + key);
      if (value === null) localStorage.removeItem("tradeoff:" + key);
      else localStorage.setItem("tradeoff:" + key, value);
    } catch (e) { /* without storage nothing is remembered */ }
    return null;
  }

  // Words of a script, each a text or texts by plural form, with values in their holes:
  // parts() gives a list, in which values may be elements.
  var plurals, numbers;
  try {
    plurals = new Intl.PluralRules(root.lang);
    numbers = new Intl.NumberFormat(root.lang, Object.assign({ maximumFractionDigits: 2, useGrouping: "min2" }, /-nu-/.test(root.lang) ? {} : { numberingSystem: "latn" }));
  } catch (e) {
    plurals = new Intl.PluralRules("en");
    numbers = new Intl.NumberFormat("en");
  }

  function parts(words, key, values) {
    var text = words[key];
    if (text === undefined) return [key];
    if (typeof text === "object") text = text[plurals.select(values.count)] || text.other;
    return text.split(/\{(\w+)\}/).map(function (part, i) {
      if (i % 2 === 0) return part;
      return typeof values[part] === "number" ? numbers.format(values[part]) : values[part];
    });
  }

  window.tradeoff = Object.assign(window.tradeoff || {}, {
    parts: parts,
    say: function (words, key, values) { return parts(words, key, values).join(""); }
  });

  root.classList.add("js");
  var theme = stored("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  function themeSwitch() {
    var button = document.querySelector(".theme");
    if (!button) return;
    button.addEventListener("click", function () {
      var dark = getComputedStyle(root).colorScheme.indexOf("dark") >= 0;
      root.dataset.theme = dark ? "light" : "dark";
      stored("theme", root.dataset.theme);
    });
  }

  // Tabs after the ARIA Authoring Practices Guide: one tab stop, arrow keys move.
  function tabs(group) {
    var list = group.querySelector(".tab-list"), panels = group.querySelectorAll(".tab");
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", words.code);
    var buttons = Array.prototype.map.call(panels, function (panel) {
      var button = document.createElement("button");
      button.type = "button";
      button.id = panel.id + "-tab";
      button.textContent = panel.dataset.label;
      button.setAttribute("role", "tab");
      button.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", button.id);
      button.addEventListener("click", function () { choose(button.textContent, group); });
      list.appendChild(button);
      return button;
    });
    list.addEventListener("keydown", function (event) {
      var at = buttons.indexOf(document.activeElement), on = root.dir === "rtl" ? -1 : 1;
      var to = { ArrowRight: at + on, ArrowLeft: at - on, Home: 0, End: buttons.length - 1 }[event.key];
      if (to === undefined || at < 0) return;
      event.preventDefault();
      buttons[(to + buttons.length) % buttons.length].focus();
      buttons[(to + buttons.length) % buttons.length].click();
    });
    group.classList.add("ready");
    show(group, 0);
  }

  function show(group, chosen) {
    group.querySelectorAll(".tab").forEach(function (panel, i) { panel.classList.toggle("chosen", i === chosen); });
    group.querySelectorAll("[role=tab]").forEach(function (button, i) {
      button.setAttribute("aria-selected", String(i === chosen));
      button.tabIndex = i === chosen ? 0 : -1;
    });
  }

  // Who chose Python once wants Python everywhere; what was clicked stays in place.
  function choose(label, clicked) {
    var top = clicked.getBoundingClientRect().top;
    document.querySelectorAll(".tabs.ready").forEach(function (group) {
      group.querySelectorAll("[role=tab]").forEach(function (button, i) { if (button.textContent === label) show(group, i); });
    });
    scrollBy({ top: clicked.getBoundingClientRect().top - top, behavior: "instant" });
  }

  function copying(figure) {
    var code = figure.querySelector("code");
    if (!code || !navigator.clipboard) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(code.textContent).then(function () {
        button.textContent = words.copied;
        setTimeout(function () { button.textContent = words.copy; }, 2000);
      });
    });
    figure.appendChild(button);
  }

  function ticks(box) {
    var key = "tick:" + location.pathname.replace(/.*\/(?=[^/]*\/[^/]*$)/, "") + "#" + box.id;
    box.checked = stored(key) === "1";
    box.addEventListener("change", function () { stored(key, box.checked ? "1" : null); });
  }

  // The section that the reader is in, in the contents beside it.
  function whereabouts(contents) {
    var links = Array.prototype.slice.call(contents.querySelectorAll("a"));
    var places = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
    var current = null;
    function mark() {
      var at = -1;
      places.forEach(function (place, i) { if (place && place.getBoundingClientRect().top < 160) at = i; });
      // The last sections are often too short to get up there.
      if (scrollY > 0 && innerHeight + scrollY > root.scrollHeight - 4) at = places.length - 1;
      if (links[at] === current) return;
      if (current) current.removeAttribute("aria-current");
      current = links[at];
      if (current) current.setAttribute("aria-current", "true");
    }
    var waiting = false;
    addEventListener("scroll", function () {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(function () { waiting = false; mark(); });
    }, { passive: true });
    mark();
  }

  // Searching opens with a button in the place of its link, / or Ctrl+K. Its script is
  // loaded when it is first wanted; where it cannot be, the link leads to the page that
  // searches.
  function searching() {
    var link = document.querySelector(".search-link"), asked = false;
    if (!link) return;
    var here = link.dataset.script && window.HTMLDialogElement;
    // A guide in a file of its own has no search, and its reader stays in it.
    if (!here && link.protocol + link.host !== location.protocol + location.host) return;
    function open() {
      if (window.tradeoffSearch) return window.tradeoffSearch();
      if (!here) return link.click();
      if (asked) return;
      asked = true;
      link.dataset.typed = ""; // what is typed until there is a field
      [["link", { rel: "stylesheet", href: link.dataset.sheet }], ["script", { src: link.dataset.script }]].forEach(function (file) {
        var element = Object.assign(document.createElement(file[0]), file[1]);
        element.onerror = function () { location.href = link.href; };
        document.head.appendChild(element);
      });
    }
    if (here) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = link.className;
      button.setAttribute("aria-haspopup", "dialog");
      button.setAttribute("aria-keyshortcuts", "/");
      while (link.firstChild) button.appendChild(link.firstChild);
      button.addEventListener("click", open);
      link.parentNode.insertBefore(button, link);
      link.hidden = true;
    }
    addEventListener("keydown", function (event) {
      var letter = event.key.toLowerCase(), command = event.ctrlKey || event.metaKey;
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      if ("typed" in link.dataset && !command && letter.length === 1) {
        event.preventDefault();
        link.dataset.typed += event.key;
      } else if (command ? letter === "k" && !event.shiftKey : letter === "/" && !event.target.closest("input, textarea, select, [contenteditable]")) {
        event.preventDefault();
        open();
      }
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    searching();
    themeSwitch();
    document.querySelectorAll(".tabs").forEach(tabs);
    document.querySelectorAll("figure.code").forEach(copying);
    document.querySelectorAll(".checklist input").forEach(ticks);
    document.querySelectorAll(".contents-side").forEach(whereabouts);
  });
})();
