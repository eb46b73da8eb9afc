import { desk, h } from "./desk.js";
import { opener, slider, trail } from "./trail.js";

const ROWS = 200;

// One table of the ledger: the rows that a person looks for, each with a button that leads to its steps and words.
function part(ui, name, act, given) {
  const rows = ui.state[name];
  if (!rows.length) return null;
  const sought = (ui.local.who || "").toLocaleLowerCase();
  const found = rows.map((row, at) => [row, at]).filter(([row]) => row.some((cell) => cell.toLocaleLowerCase().includes(sought)));
  const heads = [...ui.state.names[name], "acts"].map((one) => ui.t(`wagespanel.${one}`));
  return ui.table(ui.t(`wagespanel.table-${name}`, { count: Math.min(found.length, ROWS), of: rows.length }), heads,
    found.slice(0, ROWS).map(([row, at]) => [...row, opener(ui, `${act}-${at}`, ui.t("wagespanel.open"), act, given(row, at))]));
}

function draw(ui) {
  if (!ui.state.months.length && !ui.state.debts.length) return h("p", {}, ui.t("wagespanel.none"));
  const tables = () => [part(ui, "months", "month", (row) => ({ number: +row[0] })),
    part(ui, "debts", "debt", (_, at) => ({ at })), part(ui, "swaps", "swap", (_, at) => ({ at }))];
  const held = h("div", {}, tables().filter(Boolean));
  const who = ui.field("who", ui.t("wagespanel.find"), null, { type: "search" });
  who.querySelector("input").addEventListener("input", () => held.replaceChildren(...tables().filter(Boolean)));
  return [h("p", { class: "wb-note" }, ui.t("wagespanel.bounds")), who, slider(ui), trail(ui), held];
}

export default desk(draw);
