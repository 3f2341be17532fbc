// The decision, one question at a time. The build has computed the tree, what
// each answer adds to each option and the facts behind it; this script walks the
// one and sums the other. Without it, links lead through the same tree.
//
// The address holds the answers by their ids: #team=python&realtime=central.
// Answers that the present path does not ask for stay in it, so that changing
// one answer never loses another.
(function () {
  "use strict";

  // What was computed. These functions touch neither the page nor the address.
  // A decision d is the page's data; given are answers by the ids of questions.

  function none() { return Object.create(null); }

  // The index of the answer given to a question, or -1. An answer that only
  // another decision on the page offers counts as "not sure", the last, here.
  function choice(question, given) {
    if (!given[question.id]) return -1;
    var at = question.answers.findIndex(a => a[0] === given[question.id]);
    return at < 0 ? question.answers.length - 1 : at;
  }

  // What is ahead once some answers are given, in whatever order: the tree without
  // the questions that are answered, and without those whose answer no longer makes
  // a difference. It says at which node to go on, how many questions there may be,
  // which options can still win, and which answers led there. The build restricts
  // trees in the same way (decision.Tree.Ahead). Parents stand before their children.
  function walk(d, given) {
    var ahead = [], shapes = none(), path = [], seen = [];
    var unplanned = d.nodes[d.nodes.length - 1][0] < -1;
    function look(i) {
      var node = d.nodes[i], q = node[0];
      if (q < 0) return { at: i, most: 0, possible: d.options.map((_, o) => q < -1 || node.indexOf(o, 1) > 0) };
      var picked = choice(d.questions[q], given);
      if (picked >= 0) return ahead[node[picked + 1]];
      var next = Array.from(new Set(node.slice(1).map(n => ahead[n])));
      if (next.length < 2 && !unplanned) return next[0];
      var shape = q + " " + node.slice(1).map(n => ahead[n].at);
      return shapes[shape] = shapes[shape] || {
        at: i, most: 1 + Math.max.apply(null, next.map(n => n.most)), possible: d.options.map((_, o) => next.some(n => n.possible[o]))
      };
    }
    for (var i = d.nodes.length - 1; i >= 0; i--) ahead[i] = look(i);
    (function visit(i) {
      var node = d.nodes[i], picked = node[0] < 0 ? -1 : choice(d.questions[node[0]], given);
      if (seen[i] || node[0] < 0) return;
      seen[i] = 1;
      if (picked >= 0 && path.indexOf(node[0]) < 0) path.push(node[0]);
      if (picked >= 0) visit(node[picked + 1]);
      else if (ahead[i] === ahead[node[1]]) node.slice(1).forEach(visit);
    })(0);
    return { at: ahead[0].at, most: ahead[0].most, possible: ahead[0].possible, path: path };
  }

  // Every option's score, which are recommended, and the ranking, by summing up.
  // Points are integers; where they are too large for a number they are text.
  function judge(d, given) {
    var integer = typeof d.scale === "string" ? BigInt : Number;
    var ranking = d.options.map((_, o) => ({ option: o, score: integer(0), out: 0, misses: 0, reasons: [] }));
    d.questions.forEach((question, q) => {
      var answer = question.answers[choice(question, given)];
      if (!answer) return;
      (answer[2] || []).forEach((points, o) => { ranking[o].score += integer(points); });
      (answer[3] || []).forEach(o => { ranking[o].out = 1; });
      (answer[4] || []).forEach(r => {
        var of = ranking[r[0]];
        of.reasons.push({ question: q, fact: r[1], finding: r[2], required: r[3], points: r[4] });
        if (r[3] && r[2] === 1) of.misses++;
      });
    });
    ranking.sort((a, b) => {
      return a.out - b.out || (a.out ? a.misses - b.misses : a.score < b.score ? 1 : a.score > b.score ? -1 : 0) || a.option - b.option;
    });
    var first = ranking[0];
    function those(like) { return ranking.filter(like).map(s => s.option); }
    return {
      ranking: ranking,
      recommended: those(s => !s.out && s.score === first.score),
      nearest: those(s => first.out && s.misses === first.misses)
    };
  }

  function and(given, id, answer) {
    var other = Object.assign(none(), given);
    other[id] = answer;
    return other;
  }

  // The nearest answers that lead to another recommendation: one changed or, where
  // none does it, two. What was not answered stays open.
  function changes(d, given) {
    var before = String(judge(d, given).recommended), found = [];
    var answered = d.questions.filter(q => choice(q, given) >= 0);
    function attempt(from, given, instead, more) {
      answered.slice(from).forEach((q, i) => {
        var now = choice(q, given);
        q.answers.forEach((a, k) => {
          if (k === now) return;
          var other = and(given, q.id, a[0]), all = instead.concat([[q, a]]);
          if (more) return attempt(from + i + 1, other, all, more - 1);
          var after = judge(d, other).recommended;
          if (String(after) !== before) found.push({ instead: all, recommended: after, given: other });
        });
      });
    }
    attempt(0, given, [], 0);
    if (!found.length) attempt(0, given, [], 1);
    return found;
  }

  // The same answers, and "not sure" to what the tree still asks.
  function settle(d, given) {
    for (;;) {
      var q = d.questions[d.nodes[walk(d, given).at][0]];
      if (!q) return given;
      given = and(given, q.id, q.answers[q.answers.length - 1][0]);
    }
  }

  // The questions of several decisions, each id once, with the answers of all.
  function union(decisions) {
    var all = [];
    decisions.forEach(d => {
      d.questions.forEach(q => {
        var known = all.find(k => k.id === q.id);
        if (!known) all.push(known = { id: q.id, ask: q.ask, help: q.help, answers: q.answers.slice(-1) });
        q.answers.forEach(a => {
          if (!known.answers.some(b => b[0] === a[0])) known.answers.splice(-1, 0, a);
        });
      });
    });
    return all;
  }

  // The id of the open question that most decisions wait for, the first of them
  // where several do; nothing where all are at their end.
  function next(decisions, given) {
    var open = decisions.map(d => d.questions[d.nodes[walk(d, given).at][0]]).filter(Boolean)
      .map(q => q.id);
    function waiting(id) { return open.filter(other => other === id).length; }
    return open.reduce((best, id) => waiting(id) > waiting(best) ? id : best, open[0]);
  }

  // Answers as they stand in an address, and back. Whatever does not name a
  // question and one of its answers is passed over.
  function print(questions, given) {
    return questions.filter(q => choice(q, given) >= 0).map(q => {
      return encodeURIComponent(q.id) + "=" + encodeURIComponent(q.answers[choice(q, given)][0]);
    }).join("&");
  }

  function parse(questions, hash) {
    var given = none(), named = none();
    try { hash = decodeURIComponent(hash); } catch (e) { /* then as it is */ }
    hash.replace(/^#/, "").split("&").forEach(part => { named[part.split("=")[0]] = part.split("=")[1]; });
    questions.forEach(q => {
      if (q.answers.some(a => a[0] === named[q.id])) given[q.id] = named[q.id];
    });
    return given;
  }

  // The page. Everything below draws what the functions above say.

  var root = document.documentElement;
  root.classList.add("decides"); // the links of the walk make room before the first paint
  var apps = [], questions = [], given = none(), state = {}, drawn, last;

  // An element: "p.kicker", what is in it, and its attributes; functions among
  // them listen.
  function el(name, inside, attributes) {
    var classes = name.split("."), e = document.createElement(classes.shift());
    if (classes.length) e.className = classes.join(" ");
    Object.keys(attributes || {}).forEach(key => {
      if (typeof attributes[key] === "function") e.addEventListener(key, attributes[key]);
      else if (attributes[key]) e.setAttribute(key, attributes[key]);
    });
    e.append.apply(e, [].concat(inside).filter(part => part || part === 0));
    return e;
  }

  // A symbol of the page's icons.
  function icon(name) {
    var svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), use = svg.appendChild(document.createElementNS(svg.namespaceURI, "use"));
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", "#icon-" + name);
    return svg;
  }

  function button(name, inside, click, attributes) {
    return el("button" + name, inside, Object.assign({ type: "button", click: click }, attributes));
  }

  function link(text, address, attributes) { return address ? el("a", text, Object.assign({ href: address }, attributes)) : text; }

  // Words of the page's language, with values in their holes; in parts() these may be
  // elements, and lists of them.
  var texts = "%WORDS%";

  function say(key, values) { return window.tradeoff.say(texts, key, values || {}); }

  function parts(key, values) { return [].concat.apply([], window.tradeoff.parts(texts, key, values)); }

  // Parts with commas and an "or" between them.
  function or(list) {
    return list.slice(1).reduce((all, part, i) => {
      return parts(list.length < 3 ? "or_two" : i < list.length - 2 ? "or_more" : "or_last", { first: all, second: part });
    }, list.slice(0, 1));
  }

  function listed(list) { return list.reduce((all, part, i) => i ? parts("all", { first: all, second: part }) : [part], []); }

  function names(d, options) { return or(options.map(o => d.options[o][1])).join("") || say("nothing_fits"); }

  function options(d, which) { return or(which.map(o => link(d.options[o][1], d.options[o][2]))); }

  // The heading that the reader is led to: a lead in small print, and the text.
  function heading(app, lead, text, described) {
    return el("h" + app.level, [el("span.kicker", lead + " ")].concat(text), { tabindex: "-1", "aria-describedby": described });
  }

  function part(app, title, inside) { return el("section.part", [el("h" + (app.level + 1), title)].concat(inside)); }

  function go(app, answers, now) {
    last = app;
    given = answers;
    state = Object.assign({ app: app.index }, now);
    var text = print(questions, given);
    try {
      history.pushState(state, "", text ? "#" + text : location.pathname + location.search);
    } catch (e) { /* too many in a short time: then without an entry */ }
    draw();
    show(app, true);
  }

  // Focus goes to the heading of what is new, so that it is heard and seen.
  function show(app, scroll) {
    var at = app.place.querySelector("[tabindex]");
    at.focus({ preventScroll: true });
    if (scroll && at.getBoundingClientRect().top < 0) app.section.scrollIntoView();
  }

  // One question with its answers, as buttons: choosing one moves on.
  function asking(app, q, lead, note, now) {
    var help = el("p.help", [], { id: "help-" + app.index });
    help.innerHTML = q.help || ""; // the build has made it safe
    return el("div.main", [el("fieldset", [
      el("legend", heading(app, lead, q.ask, q.help && help.id)),
      q.help && help,
      note && el("p.help", note),
      el("ul.choices", q.answers.map(a => {
        var mine = given[q.id] === a[0];
        return el("li", button(a === q.answers[q.answers.length - 1] ? ".unsure" : "", [el("span", a[1]), " ", mine && el("small", say("your_answer"))], () => {
          answer(app, and(given, q.id, a[0]), now);
        }, { "aria-current": mine && "true" }));
      }))
    ]), now && el("p.actions", button("", say("keep"), () => { go(app, given); }))]);
  }

  // Who refines goes on to the next question that has no answer.
  function answer(app, answers, now) {
    var open = now && now.more && app.questions.find(q => choice(q, answers) < 0);
    go(app, answers, open && { ask: open.id, more: 1 });
  }

  // The answers given, those that the path asked for first.
  function answers(app, path, ended) {
    var all = app.questions.filter(q => choice(q, given) >= 0);
    all.sort((a, b) => (path.indexOf(a.id) + 1 || 1e9) - (path.indexOf(b.id) + 1 || 1e9));
    return all.length > 0 && part(app, say("your_answers"), [
      el("ol.given", all.map(q => {
        return el("li", [el("span", q.ask), " ", el("b", q.answers[choice(q, given)][1]), button(".link", say("change"), () => {
          go(app, given, { ask: q.id });
        }, { "aria-label": say("change_of", { question: q.ask }) }), path.indexOf(q.id) < 0 && el("small", ended ? say("refines") : say("kept"))]);
      })),
      el("p.actions", button("", say("again"), () => { go(app, none()); }))
    ]);
  }

  // One decision.
  function single(app) {
    var d = app.decisions[0], way = walk(d, given), node = d.nodes[way.at], now = app.index === state.app && state.ask && state;
    var q = now ? app.questions.find(q => q.id === now.ask) : d.questions[node[0]];
    var path = way.path.map(q => d.questions[q].id);
    if (!q) return [result(app, d, node, way), el("aside", answers(app, path, true))];
    var more = way.most - 1, answered = app.questions.filter(q => choice(q, given) >= 0).length;
    var lead = say(more > 0 ? "question" : "last_question", { number: answered + 1, count: more });
    if (now) lead = now.more ? say("finer") : say("change_answer");
    return [
      asking(app, q, lead, now && now.more && say("no_change"), now),
      el("aside", [stillIn(app, d, way), answers(app, path)])
    ];
  }

  function stillIn(app, d, way) {
    var possible = way.possible, out = judge(d, given).ranking.filter(s => s.out).map(s => s.option);
    return part(app, say("still_in"), el("ul.options", d.options.map((o, i) => {
      return el("li", possible[i] ? o[1] : [el("s", o[1]), " ", el("small", out.indexOf(i) < 0 ? say("cannot_win") : say("ruled_out"))]);
    })));
  }

  function result(app, d, node, way) {
    var judged = judge(d, given), best = node[0] === -1 ? node.slice(1) : judged.recommended;
    var open = d.questions.filter(q => choice(q, given) < 0);
    var text = best.length > 1 ? say(open.length ? "equal_for_good" : "equal") :
      best.length ? open.length ? say("settled") : say("all_answered") :
      say("all_miss", { options: names(d, judged.nearest) });
    return el("div.main", [
      heading(app, best.length > 1 ? say("tie_between") : best.length ? say("recommended") : say("all_out"), best.length ? options(d, best) : say("nothing_fits_all")),
      el("p.lead", text),
      el("p.actions", copy()),
      part(app, say("ranking"), el("ol.ranking", judged.ranking.map(s => {
        return standing(d, s, judged.ranking[0].score, (best.length ? best : judged.nearest).slice(0, 2).indexOf(s.option) >= 0);
      }))),
      guide(d, judged.ranking),
      open.length > 0 && el("div.more", [button("", say("answer_others", { count: open.length }), () => {
        go(app, given, { ask: open[0].id, more: 1 });
      }), el("p", best.length ? say("finer_stays") : say("finer_ranking"))]),
      unverified(app, d, judged.ranking),
      elsewhere(app, d)
    ]);
  }

  // An option's place: a bar, the number, and fact by fact why.
  function standing(d, s, top, opened) {
    var score = Number(s.score) / Number(d.scale), bar = el("span.meter", el("i", []));
    bar.firstChild.style.width = (Number(top) > 0 ? 100 * Number(s.score) / Number(top) : 0) + "%";
    return el("li", el("details", [
      el("summary", (s.out ? [el("s", d.options[s.option][1]), " ", el("small", say("ruled_out_by", { facts: listed(s.reasons.filter(r => r.required && r.finding === 1).map(r => d.facts[r.fact][0])).join("") }))] :
        [el("b", d.options[s.option][1]), " ", bar, el("small", say("points", { count: Math.round(score * 100) / 100 }))]).concat(icon("more"))),
      reasons(d, s)
    ], { open: opened && "open" }));
  }

  var findings = [["met", "", "yes"], ["missed", "adds_nothing", "no"], ["open", "check", "note"], ["na", "adds_nothing", "note"]];

  function reasons(d, s) {
    var groups = d.questions.map((q, i) => {
      var own = s.reasons.filter(r => r.question === i);
      return own.length > 0 && el("div", [el("dt", [el("span", q.ask), " ", q.answers[choice(q, given)][1]])].concat(own.map(r => el("dd." + findings[r.finding][0], [icon(findings[r.finding][2])].concat(reason(d, r))))));
    }).filter(Boolean);
    return groups.length ? el("dl", groups) : el("p.help", say("no_facts"));
  }

  function reason(d, r) {
    var f = d.facts[r.fact];
    var word = r.finding ? say(r.required && r.finding === 1 ? "rules_out" : findings[r.finding][1]) :
      r.required ? say("as_required") : say("adds", { points: Math.round(Number(r.points) / Number(d.scale) * 100) / 100 });
    return [].concat(f[1] ? parts("fact", { label: link(f[0], f[2]), value: f[1] }) : link(f[0], f[2]), [" ", el("small", word), f[3] && " ", f[3] && el("a.external", say("source"), { href: f[3], rel: "external noopener", "aria-label": say("source_of", { fact: f[0] }) })]);
  }

  function unverified(app, d, ranking) {
    var lines = ranking.map(s => {
      var seen = none();
      s.reasons.forEach(r => { if (r.finding === 2 && !s.out) seen[r.fact] = link(d.facts[r.fact][0], d.facts[r.fact][2]); });
      var facts = Object.keys(seen).map(f => seen[f]);
      return facts.length > 0 && el("li", parts("fact", { label: d.options[s.option][1], value: listed(facts) }));
    }).filter(Boolean);
    return lines.length > 0 && part(app, say("not_known"), [el("p.help", say("not_known_why")), el("ul", lines)]);
  }

  // What would change it. Of pairs of answers only the first to each outcome.
  function elsewhere(app, d) {
    var all = changes(d, given), outcomes = none(), groups = [];
    all.forEach(c => {
      var two = c.instead.length > 1, title = two ? say("two_together") : c.instead[0][0].ask;
      if (two && outcomes[c.recommended]) return;
      outcomes[c.recommended] = 1;
      var group = groups.find(g => g.title === title);
      if (!group) groups.push(group = { title: title, changes: [] });
      group.changes.push(el("li", button(".link", [
        c.instead.map(i => two ? i[0].ask + " " + i[1][1] : i[1][1]).join(" "), " ", el("b", names(d, c.recommended))
      ], () => { go(app, settle(d, c.given)); })));
    });
    if (!app.questions.some(q => choice(q, given) >= 0)) return;
    return part(app, say("changes"), groups.length ? groups.map(g => {
      return el("div.changes", [el("p", g.title), el("ul", g.changes)]);
    }) : el("p.help", say("no_changes")));
  }

  function guide(d, ranking) {
    var pair = ranking.slice(0, 2).map(s => s.option);
    return (d.pairs || []).filter(p => pair.indexOf(p[0]) >= 0 && pair.indexOf(p[1]) >= 0).slice(0, 1).map(p => {
      return el("p.guide-of", parts("first_two", { guide: link(p[3], p[2]) }));
    })[0];
  }

  function copy() {
    var b = button("", say("copy"), () => {
      function done() { b.textContent = say("copied"); }
      function byHand() {
        var field = el("input", [], { value: location.href, readonly: "readonly", "aria-label": say("link") });
        b.after(field);
        field.select();
      }
      try { navigator.clipboard.writeText(location.href).then(done, byHand); } catch (e) { byHand(); }
    }, { "aria-live": "polite" });
    return b;
  }

  // Several decisions in one run.
  function stack(app) {
    var open = state.app === app.index && state.ask, id = open || next(app.decisions, given), path = [], left = 0;
    var ways = app.decisions.map(d => {
      var way = walk(d, given);
      left += way.most;
      way.path.forEach(q => { if (path.indexOf(d.questions[q].id) < 0) path.push(d.questions[q].id); });
      return way;
    });
    var q = app.questions.find(q => q.id === id), unanswered = app.questions.filter(q => choice(q, given) < 0).length;
    if (!q) return [el("div.main", [heading(app, say("recommended"), say("stack")), el("p.actions", copy()), overview(app, ways)]), el("aside", answers(app, path, true))];
    var serves = app.decisions.filter(d => d.questions.some(own => own.id === id)).map(d => d.title);
    left = Math.min(left, unanswered) - 1;
    return [
      asking(app, q, open ? say("change_answer") : say(left > 0 ? "question" : "last_question", { number: app.questions.length - unanswered + 1, count: left }), say("asked_for", { decisions: listed(serves).join("") }), open && state),
      el("aside", [part(app, say("stack_so_far"), overview(app, ways)), answers(app, path)])
    ];
  }

  // Each decision's state, and, at its end, the way to its own page.
  function overview(app, ways) {
    return el("dl.stack", app.decisions.map((d, i) => {
      var node = d.nodes[ways[i].at], ended = node[0] < 0, best = node[0] === -1 ? node.slice(1) : judge(d, given).recommended;
      var possible = d.options.filter((_, o) => ways[i].possible[o]).map(o => o[1]);
      return el("div", [el("dt", d.title), ended ?
        el("dd", [el("b", best.length ? options(d, best) : say("nothing")), " ", link(best.length > 1 ? say("tie_why") : say("why"), d.page + "#" + print(d.questions, given), { "aria-label": say("why_of", { decision: d.title }) })]) :
        el("dd", say("still", { options: listed(possible).join("") }))]);
    }));
  }

  function draw() {
    drawn = location.href + JSON.stringify(state);
    apps.forEach(app => {
      app.place.textContent = "";
      app.place.append(el("div.run", app.draw(app)));
    });
  }

  // The address says what was answered; an anchor of the page leaves it as it was.
  function read() {
    if (location.hash.length < 2 || location.hash.indexOf("=") > 0 || location.hash.indexOf("%3D") > 0) given = parse(questions, location.hash);
  }

  function start(section, index) {
    var place = section.querySelector(".decision-app"), text = section.querySelector(".decision-data"), level = 1;
    if (!place || !text) return;
    document.querySelectorAll("h1, h2, h3, h4").forEach(h => {
      if (place.compareDocumentPosition(h) & 2) level = Number(h.tagName[1]);
    });
    var read = JSON.parse(text.textContent), decisions = [].concat(read);
    apps.push({ section: section, place: place, index: index, level: level + 1, draw: Array.isArray(read) ? stack : single, decisions: decisions, questions: union(decisions) });
    place.hidden = false;
    section.classList.add("live");
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("section.decision").forEach(start);
    if (!apps.length) return;
    questions = union([].concat.apply([], apps.map(app => app.decisions)));
    state = history.state || {};
    read();
    draw();
    if (!history.state && print(questions, given) && apps[0].place.getBoundingClientRect().top > innerHeight) apps[0].section.scrollIntoView();
  });
  addEventListener("popstate", event => {
    if (!apps.length) return;
    state = event.state || {};
    read();
    if (drawn === location.href + JSON.stringify(state)) return;
    draw();
    var app = apps[state.app] || last;
    if (app) show(app);
  });

  // What the tests ask.
  Object.assign(window.tradeoff, { walk: walk, judge: judge, changes: changes, settle: settle, union: union, next: next, print: print, parse: parse });
})();
