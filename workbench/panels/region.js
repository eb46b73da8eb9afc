import { h } from "./desk.js";

// A region of a picture, marked by dragging, by keys or by its four numbers; it stands in `ui.local.region`. What the page
// shows may be smaller than the picture: `ui.state.item.pixels` says how large it is, in what regions are counted in.
function size(ui) {
  return ui.state.item.pixels || [ui.picture.naturalWidth, ui.picture.naturalHeight];
}

// One pixel of the page is so many of the picture, as one looks at it.
function scale(ui) {
  const { picture } = ui;
  return size(ui)[0] / picture.clientWidth;
}

function place(ui, box, [x, y, wide, high]) {
  const [across, down] = size(ui);
  Object.assign(box.style, { left: `${(100 * x) / across}%`, top: `${(100 * y) / down}%`,
    width: `${(100 * wide) / across}%`, height: `${(100 * high) / down}%` });
}

// The region that is marked: moved and sized by dragging, by keys, or by typing its four numbers.
export function stage(ui, label, alt, boxes, keyed) {
  ui.picture ||= h("img", { onload: () => ui.redraw() });
  ui.picture.alt = alt;
  const made = h("div", { class: "wb-stage", tabindex: "0", role: "group", key: "stage", "aria-label": label }, ui.picture,
    boxes.map(([n, region, more]) => placed(ui, region, n, more)));
  if (ui.local.region) made.append(placed(ui, ui.local.region, "+", { class: "wb-region wb-draft" }));
  made.addEventListener("pointerdown", (event) => drag(ui, made, event));
  made.addEventListener("keydown", (event) => keyed(event) || moved(ui, event));
  return made;
}

function placed(ui, region, name, more) {
  const box = h("div", { class: "wb-region", ...more }, h("span", {}, String(name)));
  place(ui, box, region);
  return box;
}

// Shows the picture that an act sends, once for each key.
export function load(ui, key, act, given) {
  if (ui.local.seen === key) return;
  ui.local.seen = key;
  ui.ask(act, given).then((done) => {
    if (!done) return;
    if (ui.address) URL.revokeObjectURL(ui.address);
    ui.address = URL.createObjectURL(new Blob([ui.attached[0]]));
    ui.picture.src = ui.address;
  });
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
  const [across, down] = size(ui);
  const left = Math.min(Math.max(x, 0), across - 1);
  const top = Math.min(Math.max(y, 0), down - 1);
  ui.local.region = [left, top, Math.max(1, Math.min(wide, across - left)), Math.max(1, Math.min(high, down - top))];
  ["x", "y", "wide", "high"].forEach((name, n) => {
    const input = ui.root.querySelector(`[data-key=region-${name}]`);
    if (input) input.value = ui.local.region[n];
  });
  const box = ui.root.querySelector(".wb-draft");
  if (box) place(ui, box, ui.local.region);
}

function moved(ui, event) {
  const [across, down] = size(ui);
  const step = event.altKey ? 1 : Math.max(1, Math.round(across / 50));
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  const move = moves[event.key];
  if (move) {
    const now = ui.local.region || [across / 4, down / 4, across / 2, down / 2].map(Math.round);
    if (!ui.local.region) ui.local.region = now;
    else if (event.shiftKey) mark(ui, [now[0], now[1], now[2] + move[0], now[3] + move[1]]);
    else mark(ui, [now[0] + move[0], now[1] + move[1], now[2], now[3]]);
    ui.redraw();
  } else if (event.key === "Delete" || event.key === "Backspace") {
    ui.local.region = null;
    ui.redraw();
  } else return;
  event.preventDefault();
}

export function numbers(ui, none, legend) {
  const at = ui.local.region || ["", "", "", ""];
  return h("fieldset", { class: "wb-choice" }, h("legend", {}, ui.t(legend || "photos.region")),
    ["x", "y", "wide", "high"].map((name, n) => h("label", {}, ui.t(`photos.${name}`), " ",
      h("input", { type: "number", min: "0", key: `region-${name}`, value: String(at[n]), onchange: (event) => {
        const now = ui.local.region || [0, 0, 1, 1];
        now[n] = Math.round(Number(event.target.value));
        mark(ui, now);
        ui.redraw();
      } }))), h("span", {}, ui.local.region ? "" : none));
}

