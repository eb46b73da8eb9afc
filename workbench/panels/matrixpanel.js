import { desk, h } from "./desk.js";
import { chooser, lead, slider, trail } from "./trail.js";

// A column is as wide as the longest word of its heading: no word is broken, which some languages would make another of.
const wide = (label) => Math.max(5.9, 0.9 + 0.5 * Math.max(...label.split(/\s+/).map((word) => Array.from(word).length)));

// The grid is built once for a state of the case: opening a cell must not build five thousand cells anew.
function grid(ui) {
  const { rows, columns, cells, letters } = ui.state.grid;
  if (ui.local.built === ui.state.grid) return ui.local.node;
  const at = (r, c) => `cell-${r}-${c}`;
  const body = rows.map(([, label], r) => h("tr", { role: "row", "data-row": String(r) },
    h("th", { scope: "row", role: "rowheader" }, label),
    cells[r].map(([state, origins], c) => h("td", { role: "gridcell", class: `wb-cell wb-is-${state}`, key: at(r, c),
      tabindex: r === 0 && c === 0 ? "0" : "-1", "data-state": state,
      "aria-label": `${label}, ${columns[c][1]}: ${ui.t(`state.${state}`)}${origins ? `, ${origins}` : ""}` },
      letters[state] + (origins || "")))));
  const open = (cell) => {
    const [, r, c] = cell.dataset.key.split("-").map(Number);
    lead(ui, cell.dataset.key, "cell", { row: rows[r][0], column: columns[c][0] });
  };
  const move = (event) => {
    const cell = event.target.closest("td");
    if (!cell) return;
    const [, r, c] = cell.dataset.key.split("-").map(Number);
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageDown: [20, 0],
                    PageUp: [-20, 0], Home: [0, -99], End: [0, 99] };
    if (event.key === "Enter" || event.key === " ") open(cell);
    else if (steps[event.key]) go(cell, r, c, ...steps[event.key]);
    else return;
    event.preventDefault();
  };
  const go = (cell, r, c, down, right) => {
    const lines = node.querySelectorAll("tr[data-row]");
    const shown = rows.map((_, n) => n).filter((n) => !lines[n].hidden);
    const line = shown[Math.max(0, Math.min(shown.length - 1, shown.indexOf(r) + down))];
    const next = node.querySelector(`[data-key="${at(line, Math.max(0, Math.min(columns.length - 1, c + right)))}"]`);
    cell.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };
  const node = h("div", { class: "wb-scroll wb-grid", "data-scroll": "grid" },
    h("table", { role: "grid", "aria-label": ui.t("matrixpanel.title"), "aria-rowcount": String(rows.length + 1),
      onclick: (event) => { const cell = event.target.closest("td"); if (cell) open(cell); }, onkeydown: move },
      h("thead", {}, h("tr", { role: "row" }, h("th", { scope: "col", role: "columnheader" }, ui.t(`matrixpanel.by-${ui.state.choices.by}`)),
        columns.map(([, label, number]) => h("th", { scope: "col", role: "columnheader", title: label, style: `width:${wide(label)}rem` },
          h("span", {}, `${number} ${label}`))))),
      h("tbody", {}, body)));
  node.firstChild.style.width = `${columns.reduce((sum, [, label]) => sum + wide(label), 9.5)}rem`;
  ui.local.built = ui.state.grid;
  return (ui.local.node = node);
}

function narrow(ui) {
  const { rows, cells } = ui.state.grid;
  const sought = (ui.local.row || "").toLocaleLowerCase();
  const lines = ui.local.node.querySelectorAll("tr[data-row]");
  let shown = 0;
  rows.forEach(([, label], r) => {
    const line = lines[r];
    line.hidden = !label.toLocaleLowerCase().includes(sought) ||
      (!!ui.local.only && !cells[r].some(([state]) => state === ui.local.only));
    shown += line.hidden ? 0 : 1;
  });
  const first = ui.local.node.querySelector("tr[data-row]:not([hidden]) td");
  if (first && !ui.local.node.querySelector('tr:not([hidden]) td[tabindex="0"]')) first.tabIndex = 0;
  if (ui.count_) ui.count_.textContent = ui.t("matrixpanel.shown", { count: shown, of: rows.length });
}

function draw(ui) {
  const { choices, grid: found, alarm, notes } = ui.state;
  const node = grid(ui);
  const states = Object.keys(found.letters).filter((state) => found.cells.some((line) => line.some(([one]) => one === state)));
  ui.count_ = h("output", {});
  const row = ui.field("row", ui.t("matrixpanel.find"), null, { type: "search" });
  row.querySelector("input").addEventListener("input", () => narrow(ui));
  const only = ui.field("only", ui.t("matrixpanel.only"),
    [["", ui.t("matrixpanel.any")], ...states.map((state) => [state, ui.t(`state.${state}`)])]);
  only.querySelector("select").addEventListener("change", () => narrow(ui));
  const made = [
    alarm ? h("div", { class: "wb-danger", role: "note" }, alarm) : null,
    h("div", { class: "wb-columns" },
      chooser(ui, "by", ui.t("matrixpanel.by"), choices.bys.map((one) => [one, ui.t(`matrixpanel.by-${one}`)]), choices.by, "arrange"),
      chooser(ui, "framework", ui.t("matrixpanel.framework"), choices.frameworks, choices.framework, "under"), row, only),
    slider(ui),
    h("p", { class: "wb-legend" }, states.map((state) =>
      [h("span", { class: `wb-cell wb-is-${state}` }, found.letters[state]), ` ${ui.t(`state.${state}`)} `]), ui.count_),
    h("p", { class: "wb-note" }, ui.t("matrixpanel.keys")), node, trail(ui),
    h("details", {}, h("summary", { key: "notes" }, ui.t("matrixpanel.notes")), h("ul", {}, notes.map((one) => h("li", {}, one))))];
  narrow(ui);
  return made;
}

export default desk(draw);
