import { begin, coded, danger, form, stanceKey } from "./coding.js";
import { desk, h } from "./desk.js";

// One pixel of the page is so many of the picture, as one looks at it.
function scale(ui) {
  const { picture } = ui;
  return (ui.state.item.pixels ? ui.state.item.pixels[0] : picture.naturalWidth) / picture.clientWidth;
}

function place(ui, box, [x, y, wide, high]) {
  const [across, down] = ui.state.item.pixels || [ui.picture.naturalWidth, ui.picture.naturalHeight];
  Object.assign(box.style, { left: `${(100 * x) / across}%`, top: `${(100 * y) / down}%`,
    width: `${(100 * wide) / across}%`, height: `${(100 * high) / down}%` });
}

function load(ui) {
  const { item } = ui.state;
  if (ui.local.seen === item.id) return;
  ui.local.seen = item.id;
  ui.ask("see").then((done) => {
    if (!done) return;
    if (ui.address) URL.revokeObjectURL(ui.address);
    ui.address = URL.createObjectURL(new Blob([ui.attached[0]]));
    ui.picture.src = ui.address;
  });
}

// The region that is marked: moved and sized by dragging, by keys, or by typing its four numbers.
function stage(ui) {
  const { item, codings } = ui.state;
  ui.picture ||= h("img", { onload: () => ui.redraw() });
  ui.picture.alt = ui.t("photos.picture", { name: item.name });
  const regions = codings.map((one, at) => {
    if (!one.region.length) return null;
    const box = h("div", { class: "wb-region", "data-region": one.id }, h("span", {}, String(at + 1)));
    place(ui, box, one.region);
    return box;
  });
  const made = h("div", { class: "wb-stage", tabindex: "0", role: "group", key: "stage",
    "aria-label": ui.t("photos.keys") }, ui.picture, regions);
  if (ui.local.at) {
    const box = h("div", { class: "wb-region wb-draft" }, h("span", {}, "+"));
    place(ui, box, ui.local.at);
    made.append(box);
  }
  made.addEventListener("pointerdown", (event) => drag(ui, made, event));
  made.addEventListener("keydown", (event) => keyed(ui, event));
  return made;
}

function drag(ui, made, event) {
  const frame = ui.picture.getBoundingClientRect();
  const at = (one) => [one.clientX - frame.left, one.clientY - frame.top].map((side) => Math.round(side * scale(ui)));
  const [x, y] = at(event);
  event.preventDefault();
  made.focus({ preventScroll: true });
  const move = (one) => {
    const [right, down] = at(one);
    mark(ui, [Math.min(x, right), Math.min(y, down), Math.abs(right - x), Math.abs(down - y)]);
  };
  const end = () => {
    document.removeEventListener("pointermove", move);
    document.removeEventListener("pointerup", end);
    ui.redraw();
  };
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", end);
}

// Keeps a region inside the picture, and shows it.
function mark(ui, [x, y, wide, high]) {
  const [across, down] = ui.state.item.pixels || [ui.picture.naturalWidth, ui.picture.naturalHeight];
  const left = Math.min(Math.max(x, 0), across - 1);
  const top = Math.min(Math.max(y, 0), down - 1);
  ui.local.at = [left, top, Math.max(1, Math.min(wide, across - left)), Math.max(1, Math.min(high, down - top))];
  ["x", "y", "wide", "high"].forEach((name, n) => {
    const input = ui.root.querySelector(`[data-key=region-${name}]`);
    if (input) input.value = ui.local.at[n];
  });
  const box = ui.root.querySelector(".wb-draft");
  if (box) place(ui, box, ui.local.at);
}

function keyed(ui, event) {
  if (stanceKey(ui, event)) return;
  const [across, down] = ui.state.item.pixels || [ui.picture.naturalWidth, ui.picture.naturalHeight];
  const step = event.altKey ? 1 : Math.max(1, Math.round(across / 50));
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  const move = moves[event.key];
  if (move) {
    const now = ui.local.at || [across / 4, down / 4, across / 2, down / 2].map(Math.round);
    if (!ui.local.at) ui.local.at = now;
    else if (event.shiftKey) mark(ui, [now[0], now[1], now[2] + move[0], now[3] + move[1]]);
    else mark(ui, [now[0] + move[0], now[1] + move[1], now[2], now[3]]);
    ui.redraw();
  } else if (event.key === "Delete" || event.key === "Backspace") {
    ui.local.at = null;
    ui.redraw();
  } else if (event.key === "Enter") ui.focus("search");
  else return;
  event.preventDefault();
}

function numbers(ui) {
  const at = ui.local.at || ["", "", "", ""];
  return h("fieldset", { class: "wb-choice" }, h("legend", {}, ui.t("photos.region")),
    ["x", "y", "wide", "high"].map((name, n) => h("label", {}, ui.t(`photos.${name}`), " ",
      h("input", { type: "number", min: "0", key: `region-${name}`, value: String(at[n]), onchange: (event) => {
        const now = ui.local.at || [0, 0, 1, 1];
        now[n] = Math.round(Number(event.target.value));
        mark(ui, now);
        ui.redraw();
      } }))), h("span", {}, ui.local.at ? "" : ui.t("photos.whole")));
}

function facts(ui) {
  const { item } = ui.state;
  const heads = [ui.t("photos.fact"), ui.t("photos.said")];
  return [
    item.inset ? h("img", { class: "wb-inset", alt: item.inset.alt,
      src: `data:image/svg+xml,${encodeURIComponent(item.inset.svg)}` }) : h("p", {}, ui.t("photos.nowhere")),
    ui.table(ui.t("photos.facts"), heads, item.facts, { "data-scroll": "facts" }),
    h("details", {}, h("summary", { key: "tags" }, ui.t("photos.tags")), ui.table(ui.t("photos.tags"), heads, item.tags)),
  ];
}

function draw(ui) {
  const { photographs, item } = ui.state;
  if (!item) return h("p", {}, ui.t("photos.none"));
  begin(ui, item);
  ui.local.framework = ui.state.fixed.framework;
  ui.back = "stage";
  ui.where = () => (ui.local.at ? { region: ui.local.at } : {});
  ui.saved = () => {
    ui.local.at = null;
    ui.redraw();
    ui.focus("stage");
  };
  load(ui);
  const list = ui.field("photo", ui.t("photos.photo"), photographs.map((one) => [one.id, `${one.name} (${one.codings})`]),
    { onchange: (event) => ui.ask("turn", { item: event.target.value }) });
  list.querySelector("select").value = item.id;
  const at = photographs.findIndex((one) => one.id === item.id);
  const turn = (way) => photographs[at + way] && ui.ask("turn", { item: photographs[at + way].id });
  const goTo = (desk, one, key) => one.region.length ? h("button", { type: "button", key: `go-${key}`, onclick: () => {
    ui.local.at = [...one.region];
    ui.redraw();
    ui.focus("stage");
  } }, ui.t("photos.go")) : null;
  return [danger(ui), list,
    h("p", { class: "wb-acts" },
      ui.button("photos.before", () => turn(-1), { key: "before", disabled: at <= 0 }),
      ui.button("photos.next", () => turn(1), { key: "next", disabled: at >= photographs.length - 1 })),
    h("div", { class: "wb-columns" },
      h("div", {}, stage(ui), h("p", { class: "wb-note" }, ui.t("photos.keys")), facts(ui)),
      form(ui, numbers(ui))),
    coded(ui, goTo)];
}

export default desk(draw);
