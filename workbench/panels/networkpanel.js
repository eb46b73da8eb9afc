import { desk, h } from "./desk.js";
import { Sheet } from "./sheet.js";
import { chooser, opener, slider, trail } from "./trail.js";

const DASHES = { documented: [], alleged: [7, 4], contradicted: [2, 3] };
const SCALE = 64, BOX = [150, 40];
const ROWS = 200;

// How each line runs: several between the same two boxes lie apart, and one that passes a column bows around it.
function ways(lines, at) {
  const pairs = new Map();
  const of = (one) => [one.from_id, one.to_id].sort().join();
  for (const one of lines) pairs.set(of(one), (pairs.get(of(one)) || 0) + 1);
  const seen = new Map();
  return lines.map((one) => {
    const [x1, y1] = at.get(one.from_id), [x2, y2] = at.get(one.to_id), pair = of(one);
    const n = seen.get(pair) || 0, apart = n - (pairs.get(pair) - 1) / 2;
    seen.set(pair, n + 1);
    if (x1 === x2) return { one, x1, y1, x2, y2, cx: x1 + 200 + 60 * n, cy: (y1 + y2) / 2 + 20 * apart };
    const far = Math.abs(x2 - x1) > 500 ? (Math.abs(x2 - x1) / 3.4) * (y1 + y2 > 0 ? 1 : -1) : 0;
    return { one, x1, y1, x2, y2, cx: (x1 + x2) / 2, cy: (y1 + y2) / 2 + far + 52 * apart };
  });
}

// One drawing for ten boxes and for five thousand: from far away boxes are dots and words are left out.
function draws(ui, sheet) {
  const { nodes, lines } = ui.state.graph;
  const at = new Map(nodes.map((one) => [one.id, [one.x * SCALE, one.y * SCALE]]));
  const few = lines.length <= 80;
  const all = ways(lines, at);
  const run = (context, way) => {
    context.moveTo(way.x1, way.y1);
    if (few) context.quadraticCurveTo(way.cx, way.cy, way.x2, way.y2);
    else context.lineTo(way.x2, way.y2);
  };
  sheet.paint = (context, zoom, view) => {
    const words = zoom > 0.4;
    const { chosen } = ui.local;
    const shown = all.filter((way) => few || !(Math.max(way.x1, way.x2) < view[0] || Math.min(way.x1, way.x2) > view[2] ||
      Math.max(way.y1, way.y2) < view[1] || Math.min(way.y1, way.y2) > view[3]));
    for (const status of Object.keys(DASHES)) {
      // Dashes are the dearest thing to draw: among thousands of lines, status is told by the table alone.
      context.setLineDash(few ? DASHES[status].map((one) => one / Math.max(zoom, 0.2)) : []);
      context.lineWidth = (status === "documented" ? 1.8 : 1.3) / Math.max(zoom, 0.25);
      context.strokeStyle = few ? "#1a1a1a" : "rgba(26,26,26,0.3)";
      context.beginPath();
      shown.forEach((way) => { if (way.one.status === status) run(context, way); });
      context.stroke();
    }
    context.setLineDash([]);
    if (chosen) {
      context.lineWidth = 3 / zoom;
      context.strokeStyle = "#0b5394";
      context.beginPath();
      shown.forEach((way) => { if (way.one.from_id === chosen || way.one.to_id === chosen) run(context, way); });
      context.stroke();
    }
    boxes(ui, sheet, nodes.map((one) => [one, at.get(one.id)]), words, view);
    if (few && words) {
      for (const way of all) {
        const t = Math.abs(way.x2 - way.x1) > 500 ? 0.25 : 0.5;
        const on = (a, c, b) => (1 - t) * (1 - t) * a + 2 * t * (1 - t) * c + t * t * b;
        sheet.badge(String(way.one.number), on(way.x1, way.cx, way.x2), on(way.y1, way.cy, way.y2));
      }
    }
  };
  sheet.hit = (x, y) => nodes.find((one) => {
    const [nx, ny] = at.get(one.id);
    return Math.abs(nx - x) < BOX[0] / 2 && Math.abs(ny - y) < BOX[1] / 2;
  });
  sheet.pressed = (one) => { ui.local.chosen = one.id; expand(ui, one); };
  const xs = nodes.map((one) => one.x * SCALE), ys = nodes.map((one) => one.y * SCALE);
  const least = (all) => all.reduce((a, b) => Math.min(a, b), Infinity), most = (all) => all.reduce((a, b) => Math.max(a, b), -Infinity);
  const aside = few ? all.map((way) => way.cx * 0.5 + (way.x1 + way.x2) * 0.25) : [];
  const bows = few ? all.map((way) => way.cy * 0.5 + (way.y1 + way.y2) * 0.25) : [];
  sheet.bounds = nodes.length ? [least([...xs, ...aside]) - 100, least([...ys, ...bows]) - 45, most([...xs, ...aside]) + 100, most([...ys, ...bows]) + 45] : [0, 0, 100, 100];
}

function boxes(ui, sheet, placed, words, view) {
  const { context, zoom } = sheet;
  const [wide, high] = words ? BOX : [BOX[1], BOX[1]];
  for (const [one, [x, y]] of placed) {
    if (x < view[0] - 80 || x > view[2] + 80 || y < view[1] - 30 || y > view[3] + 30) continue;
    context.fillStyle = one.tier === "workers" ? "#d6e4f0" : one.folded ? "#eee8dc" : "#fff";
    context.strokeStyle = "#1a1a1a";
    context.lineWidth = (one.id === ui.state.choices.start ? 4 : 1.2) / Math.max(zoom, 0.3);
    context.fillRect(x - wide / 2, y - high / 2, wide, high);
    context.strokeRect(x - wide / 2, y - high / 2, wide, high);
    if (words) sheet.words(one.label, x, y, BOX[0] - 10, 2);
  }
}

function expand(ui, one) {
  const { hops, limit, people } = ui.state.choices;
  if (one.folded) {
    ui.local.from = "picture";
    return ui.ask("members", { node: one.id }).then((done) => done && ui.focus("trail"));
  }
  return ui.ask("around", { node: one.id, hops, limit, people });
}

function picture(ui) {
  const { nodes, lines, hidden } = ui.state.graph;
  const label = ui.t("networkpanel.picture", { nodes: nodes.length, lines: lines.length, hidden });
  if (!ui.local.sheet) ui.local.sheet = new Sheet("picture", 460);
  const sheet = ui.local.sheet;
  sheet.label(label);
  if (ui.local.drawn !== ui.state.graph) {
    ui.local.drawn = ui.state.graph;
    draws(ui, sheet);
    sheet.fit();
  }
  sheet.later();
  return h("figure", { class: "wb-figure" }, sheet.node, h("figcaption", {}, label, " ", ui.t("networkpanel.legend")),
    h("div", { class: "wb-acts" }, ...sheet.buttons(ui)));
}

function lists(ui) {
  const { nodes, lines } = ui.state.graph;
  const sought = (ui.local.filter || "").toLocaleLowerCase();
  const has = (...words) => words.some((one) => String(one || "").toLocaleLowerCase().includes(sought));
  const shown = nodes.filter((one) => has(one.label, one.schema)).slice(0, ROWS);
  const some = lines.filter((one) => has(one.from, one.to, one.verb, one.status)).slice(0, ROWS);
  const heads = ["number", "from", "verb", "to", "status", "claims", "sources", "when", "acts"].map((one) => ui.t(`networkpanel.${one}`));
  return h("div", {},
    ui.table(ui.t("networkpanel.lines", { count: some.length, of: lines.length }), heads, some.map((one) => [String(one.number),
      one.from, one.verb, one.to, ui.t(`status.${one.status}`), String(one.claims), String(one.sources),
      [one.first, one.last].filter(Boolean).filter((day, n, all) => all.indexOf(day) === n).join(" – "),
      opener(ui, `line-${one.number}`, ui.t("networkpanel.open"), "line", { number: one.number })])),
    ui.table(ui.t("networkpanel.nodes", { count: shown.length, of: nodes.length }),
      ["label", "kind", "links", "acts"].map((one) => ui.t(`networkpanel.${one}`)), shown.map((one) => [one.label, one.schema || "",
        String(one.links), one.folded ? opener(ui, `node-${one.id}`, ui.t("networkpanel.who"), "members", { node: one.id })
          : h("button", { type: "button", key: `node-${one.id}`, onclick: () => expand(ui, one) }, ui.t("networkpanel.expand"))])));
}

function finder(ui) {
  const { choices } = ui.state;
  const seek = () => ui.ask("find", { words: ui.local.words || "" });
  const field = ui.field("words", ui.t("networkpanel.find"), null, { type: "search", onkeydown: (event) => {
    if (event.key === "Enter") { event.preventDefault(); seek(); }
  } });
  const go = (node) => ui.ask("around", { node, hops: choices.hops, limit: choices.limit, people: choices.people });
  const from = choices.start;
  return [field, h("button", { type: "button", key: "seek", onclick: seek }, ui.t("networkpanel.seek")),
    choices.hits.length ? h("ul", { class: "wb-hits" }, choices.hits.map(([id, label]) => h("li", {},
      h("button", { type: "button", key: `hit-${id}`, onclick: () => go(id) }, label), " ",
      from && from !== id ? opener(ui, `path-${id}`, ui.t("networkpanel.path", { from: choices.label }), "path", { start: from, goal: id }) : null))) : null];
}

function draw(ui) {
  const { choices } = ui.state;
  const again = (more) => ui.ask("around", { node: choices.start, hops: choices.hops, limit: choices.limit, people: choices.people, ...more });
  const pick = (name, label, options, value) => {
    ui.local[name] = String(value);
    return ui.field(name, label, options.map((one) => [String(one), String(one)]), { onchange: (event) => again({ [name]: +event.target.value }) });
  };
  const filter = ui.field("filter", ui.t("networkpanel.filter"), null, { type: "search" });
  const held = h("div", {}, lists(ui));
  filter.querySelector("input").addEventListener("input", () => held.replaceChildren(lists(ui)));
  const id = `${ui.own}-people`;
  return [
    h("div", { class: "wb-columns" },
      h("div", {}, chooser(ui, "by", ui.t("networkpanel.by"), choices.bys.map((one) => [one, ui.t(`networkpanel.by-${one}`)]), choices.by, "arrange"),
        choices.start ? h("button", { type: "button", key: "whole", onclick: () => ui.ask("arrange", { by: choices.by }) }, ui.t("networkpanel.whole")) : null),
      chooser(ui, "status", ui.t("networkpanel.status"), [["", ui.t("networkpanel.any")], ...choices.statuses.map((one) => [one, ui.t(`status.${one}`)])], choices.status, "only"),
      h("div", {}, finder(ui))),
    choices.start ? h("div", { class: "wb-columns" }, pick("hops", ui.t("networkpanel.hops"), [1, 2, 3, 4], choices.hops),
      pick("limit", ui.t("networkpanel.limit"), choices.limits, choices.limit),
      h("p", {}, h("input", { type: "checkbox", id, key: "people", checked: choices.people,
        onchange: (event) => again({ people: event.target.checked }) }), h("label", { for: id }, ui.t("networkpanel.people")))) : null,
    slider(ui), picture(ui), trail(ui), filter, held];
}

export default desk(draw);
