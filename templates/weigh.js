// Weighing: the ranking for the weights that a reader sets, by the rules of package
// weigh. The page has the ranking for equal weights; this script only brings it into
// another order. Scores are integers, so that a tie is a tie.
//
// The address holds the weights that are not as they were, by the ids of groups:
// ?weigh=security:4,basics:0. What others keep in the address stays.
(function () {
  "use strict";
  var most = 4, normal = 2;
  document.documentElement.classList.add("weighs");

  var words = "%WORDS%";

  function weight(w) { return words["weights." + (w + 1)]; }

  function say(key, values) { return window.tradeoff.say(words, key, values); }

  function listing(names) {
    return names.reduce(function (all, name, i) {
      return say(names.length === 2 ? "two" : i === names.length - 1 ? "last" : "more", { first: all, second: name });
    });
  }

  function setup(panel) {
    var integer = panel.hasAttribute("data-long") ? BigInt : Number;
    var scale = integer(panel.dataset.scale);
    var list = panel.querySelector(".ranks"), said = panel.querySelector(".said p");
    var options = Array.prototype.map.call(list.children, function (row) {
      return {
        row: row, name: row.children[1].firstChild.data, // what is hidden behind it is for who hears the list
        scores: row.dataset.scores.split(",").map(function (s) { return s && integer(s); })
      };
    });
    // Each slider gets what only it needs: the word for where it stands, which is read
    // out as its value, and the way to what is said below it.
    var groups = Array.prototype.map.call(panel.querySelectorAll("[type=range]"), function (input) {
      var word = document.createElement("span"), flips = input.parentNode.nextElementSibling;
      word.setAttribute("aria-hidden", "true");
      input.parentNode.insertBefore(word, input);
      flips.id = panel.getAttribute("aria-labelledby") + "-" + input.name;
      input.setAttribute("aria-describedby", flips.id);
      input.autocomplete = "off";
      input.value = normal;
      return { id: input.name, input: input, word: word, flips: flips };
    });

    // The options that can be ranked, best first, each with its place.
    function rank(weights) {
      var all = weights.reduce(function (sum, w) { return sum + w; }, 0);
      var ranked = options.map(function (o) {
        var sum = integer(0), have = 0;
        o.scores.forEach(function (s, k) {
          if (s === "") return;
          sum += s * integer(weights[k]);
          have += weights[k];
        });
        return { option: o, sum: sum, have: have && 2 * have >= all ? integer(have) : 0 };
      }).filter(function (t) { return t.have; });
      function order(a, b) {
        var ahead = b.sum * a.have - a.sum * b.have;
        return ahead > 0 ? 1 : ahead < 0 ? -1 : 0;
      }
      ranked.sort(order);
      ranked.forEach(function (t, i) {
        var whole = integer(2) * t.have * scale, hundredths = integer(200) * t.sum + t.have * scale;
        t.score = Number((hundredths - hundredths % whole) / whole);
        t.place = i && !order(t, ranked[i - 1]) ? ranked[i - 1].place : i + 1;
      });
      return ranked;
    }

    function first(ranked) {
      return ranked.filter(function (t) { return t.place === 1; }).map(function (t) { return t.option.name; });
    }

    function sentence(ranked) {
      var names = first(ranked), next = ranked[1];
      if (!names.length) return say("nothing");
      return say(names.length > 1 ? "tie" : next ? "before" : "first", {
        name: names[0], names: listing(names), score: ranked[0].score, next: next && next.option.name, less: next && next.score
      });
    }

    // The nearest weights of a group, below and above its own, at which others come first.
    function flips(weights, k, now) {
      var found = [];
      [-1, 1].forEach(function (step) {
        for (var w = weights[k] + step; w >= 0 && w <= most; w += step) {
          var names = first(rank(weights.map(function (own, i) { return i === k ? w : own; })));
          if (!names.length || names.slice().sort().join("\n") === now) continue;
          found.push(say(names.length > 1 ? "at_tie" : "at", { weight: weight(w), name: names[0], names: listing(names) }));
          break;
        }
      });
      return found.join(" ") || say("same");
    }

    function place(option, t) {
      var cells = option.row.children;
      option.row.classList.toggle("out", !t);
      cells[0].textContent = t ? t.place : "";
      cells[3].textContent = t ? say("score", { score: t.score }) : say("out");
      option.row.querySelector("rect").setAttribute("width", t ? t.score : 0);
      list.appendChild(option.row);
    }

    var waiting;
    function show() {
      var weights = groups.map(function (g) { return +g.input.value; });
      var ranked = rank(weights), out = options.slice(), now = first(ranked).sort().join("\n");
      ranked.forEach(function (t) {
        out.splice(out.indexOf(t.option), 1);
        place(t.option, t);
      });
      out.forEach(function (o) { place(o); });
      groups.forEach(function (g, k) {
        g.word.textContent = weight(weights[k]);
        g.input.setAttribute("aria-valuetext", weight(weights[k]));
        g.flips.textContent = flips(weights, k, now);
      });
      // What is read out waits until the reader does.
      clearTimeout(waiting);
      waiting = setTimeout(function () { said.textContent = sentence(ranked); }, 200);
    }

    function read() {
      var kept = /[?&]weigh=([^&]*)/.exec(location.search);
      try { kept = kept ? decodeURIComponent(kept[1]) : ""; } catch (e) { kept = ""; }
      kept.split(",").forEach(function (pair) {
        var at = pair.indexOf(":"), weight = pair.slice(at + 1);
        groups.forEach(function (g) { if (g.id === pair.slice(0, at) && /^[0-4]$/.test(weight)) g.input.value = weight; });
      });
      show();
    }

    function write() {
      var own = groups.filter(function (g) { return +g.input.value !== normal; }).map(function (g) { return g.id + ":" + g.input.value; });
      var kept = location.search.slice(1).split("&").filter(function (p) { return p && !/^weigh(=|$)/.test(p); });
      if (own.length) kept.push("weigh=" + own.join());
      try {
        history.replaceState(history.state, "", location.pathname + (kept.length ? "?" + kept.join("&") : "") + location.hash);
      } catch (e) { /* the ranking does not need it */ }
    }

    panel.addEventListener("input", function (event) {
      if (event.target.type !== "range") return;
      show();
      write();
    });
    panel.querySelector("button").addEventListener("click", function () {
      groups.forEach(function (g) { g.input.value = normal; });
      show();
      write();
    });
    addEventListener("popstate", write); // who goes back keeps the weights
    read();
  }

  document.addEventListener("DOMContentLoaded", function () { document.querySelectorAll(".weigh").forEach(setup); });
})();
