import { desk, h } from "./desk.js";
import { lead, opener, trail } from "./trail.js";

const HIGH = 30;

// Blocks are told apart by their edge, not by colour: double is disputed, dashed is what one origin says.
function block(ui, one, key, first) {
  const [status] = one.tally[0] || ["reported"];
  const many = one.count > 1;
  const when = one.first === one.last ? one.first : `${one.first} – ${one.last}`;
  const tally = one.tally.map(([name, count]) => `${ui.t(`chronologypanel.is-${name}`)}: ${count}`).join(", ");
  const words = many ? ui.t("chronologypanel.several", { count: one.count }) : one.label;
  const made = h("button", { type: "button", class: `wb-block wb-is-${status}${many ? " wb-many" : ""}`, key,
    tabindex: first ? "0" : "-1", title: `${when}: ${words}`, "aria-label": `${when}: ${words} (${tally})`,
    onclick: () => lead(ui, key, "events", { numbers: one.numbers }) },
    many ? `×${one.count}` : one.wide > 6 ? `${one.numbers[0]} ${one.label}` : String(one.numbers[0]));
  made.style.left = `${one.left}%`;
  made.style.width = `max(32px, ${one.wide}%)`;
  made.style.top = `${one.row * HIGH}px`;
  return made;
}

function lanes(ui) {
  const { strip } = ui.state;
  let first = true;
  const made = strip.lanes.map((lane, n) => {
    const inside = h("div", { class: "wb-lane", role: "group", "aria-label": lane.track },
      lane.blocks.map((one, at) => {
        const built = block(ui, one, `block-${n}-${at}`, first);
        first = false;
        return built;
      }));
    inside.style.height = `${lane.rows * HIGH + 4}px`;
    return h("div", { class: "wb-lane-row" }, h("div", { class: "wb-lane-name" }, ui.t(`track.${lane.track}`)), inside);
  });
  const move = (event) => {
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const all = [...event.currentTarget.querySelectorAll(".wb-block")];
    const at = all.indexOf(document.activeElement);
    if (at < 0 || !steps[event.key]) return;
    const next = all[Math.max(0, Math.min(all.length - 1, at + steps[event.key]))];
    all[at].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    event.preventDefault();
  };
  return h("div", { class: "wb-lanes", role: "group", "aria-label": ui.t("chronologypanel.strip"), onkeydown: move },
    h("div", { class: "wb-ends" }, h("span", {}, strip.first), h("span", {}, ui.t(`chronologypanel.unit-${strip.unit}`)), h("span", {}, strip.last)), made);
}

function draw(ui) {
  const { strip, rows, count, events } = ui.state;
  if (ui.local.of !== strip.first + strip.last) Object.assign(ui.local, { of: strip.first + strip.last, first: strip.first, last: strip.last });
  const ways = ["earlier", "later", "nearer", "further"].map((way) =>
    h("button", { type: "button", key: way, onclick: () => ui.ask("turn", { way }) }, ui.t(`chronologypanel.${way}`)));
  const show = () => ui.ask("window", { first: ui.local.first, last: ui.local.last });
  const enter = { onkeydown: (event) => { if (event.key === "Enter") show(); } };
  const heads = ["number", "when", "track", "title_", "actors", "site", "status", "source", "acts"].map((one) => ui.t(`chronologypanel.${one}`));
  return [
    h("div", { class: "wb-columns" }, ui.field("first", ui.t("chronologypanel.from"), null, enter), ui.field("last", ui.t("chronologypanel.to"), null, enter)),
    h("div", { class: "wb-acts" }, h("button", { type: "button", key: "show", onclick: show }, ui.t("chronologypanel.show")), ways,
      h("button", { type: "button", key: "all", onclick: () => ui.ask("window", {}) }, ui.t("chronologypanel.all"))),
    lanes(ui),
    h("p", { class: "wb-note" }, ui.t("chronologypanel.told", { count, events, outside: strip.outside, undated: strip.undated.length }), " ", ui.t("chronologypanel.keys")),
    strip.undated.length ? opener(ui, "undated", ui.t("chronologypanel.undated", { count: strip.undated.length }), "events", { numbers: strip.undated }) : null,
    trail(ui),
    ui.table(ui.t("chronologypanel.table", { count: rows.length, of: count }), heads, rows.map((row) =>
      [...row, opener(ui, `event-${row[0]}`, ui.t("chronologypanel.open"), "events", { numbers: [+row[0]] })]))];
}

export default desk(draw);
