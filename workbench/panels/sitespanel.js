import { desk, h } from "./desk.js";
import { Sheet } from "./sheet.js";
import { lead, opener, trail } from "./trail.js";

// Metres to units of the sheet: the sheet nears to eight and goes far to a fiftieth, which is enough for a country.
const MARKS = { Site: "square", Gate: "diamond", Dwelling: "triangle" };

function mark(context, kind, x, y, size) {
  context.beginPath();
  if (kind === "square") context.rect(x - size, y - size, 2 * size, 2 * size);
  else if (kind === "diamond") [[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]].forEach(([a, b], n) => context[n ? "lineTo" : "moveTo"](x + a * size, y + b * size));
  else if (kind === "triangle") [[0, -1.3], [1.2, 1], [-1.2, 1]].forEach(([a, b], n) => context[n ? "lineTo" : "moveTo"](x + a * size, y + b * size));
  else context.arc(x, y, size, 0, 7);
  context.closePath();
}

function draws(ui, sheet) {
  const { places, photos, outlines, towns, near } = ui.state.map;
  sheet.paint = (context, zoom, view) => {
    const thin = 1 / zoom;
    const seen = ([x, y], more) => x > view[0] - more && x < view[2] + more && y > view[1] - more && y < view[3] + more;
    context.lineWidth = thin;
    context.strokeStyle = "#8a8a8a";
    for (const ring of outlines) {
      context.beginPath();
      ring.forEach(([x, y], n) => context[n ? "lineTo" : "moveTo"](x, y));
      context.stroke();
    }
    const font = (size, bold) => { context.font = `${bold ? "bold " : ""}${size / zoom}px sans-serif`; context.textBaseline = "middle"; context.textAlign = "left"; };
    const taken = [];
    const label = (text, x, y, size, bold) => {
      font(size, bold);
      const wide = context.measureText(text).width, high = (size + 4) / zoom;
      const free = [[10, 0], [10, 16], [10, -16], [-10 - wide * zoom, 0], [10, 32], [10, -32], [-10 - wide * zoom, 18]].map(([a, b]) => [x + a / zoom, y + b / zoom])
        .find(([a, b]) => !taken.some(([l, t, r, d]) => a < r && a + wide > l && b - high / 2 < d && b + high / 2 > t));
      if (!free) return;
      taken.push([free[0], free[1] - high / 2, free[0] + wide, free[1] + high / 2]);
      context.fillStyle = "rgba(255,255,255,0.85)";
      context.fillRect(free[0] - 2 / zoom, free[1] - high / 2, wide + 4 / zoom, high);
      context.fillStyle = "#1a1a1a";
      context.fillText(text, ...free);
    };
    for (const one of places) {
      context.setLineDash(one.rough ? [6 / zoom, 4 / zoom] : []);
      context.strokeStyle = "#1a1a1a";
      context.lineWidth = 1.5 * thin;
      for (const ring of one.rings) {
        context.beginPath();
        ring.forEach(([x, y], n) => context[n ? "lineTo" : "moveTo"](x, y));
        context.fillStyle = "rgba(205,190,150,0.35)";
        context.fill();
        context.stroke();
      }
      if (!one.rings.length && one.radius * zoom > 5) {
        context.beginPath();
        context.arc(...one.at, one.radius, 0, 7);
        context.fillStyle = "rgba(120,160,200,0.15)";
        context.fill();
        context.stroke();
      }
    }
    context.setLineDash([]);
    for (const one of photos) {
      if (!seen(one.at, 40 / zoom)) continue;
      const [x, y] = one.at, size = 4 / zoom;
      if (one.direction !== null) {
        const turn = ((one.direction - 90) * Math.PI) / 180, far = 18 / zoom;
        context.beginPath();
        context.moveTo(x, y);
        context.arc(x, y, far, turn - 0.35, turn + 0.35);
        context.closePath();
        context.fillStyle = "rgba(201,120,43,0.5)";
        context.fill();
      }
      mark(context, "circle", x, y, size);
      context.fillStyle = one.item === ui.local.item ? "#0b5394" : "#fff";
      context.fill();
      context.lineWidth = 1.2 * thin;
      context.strokeStyle = "#1a1a1a";
      context.stroke();
    }
    for (const one of places) {
      if (!seen(one.at, 40 / zoom)) continue;
      mark(context, MARKS[one.schema] || "circle", ...one.at, 6 / zoom);
      context.fillStyle = "#0b5394";
      context.fill();
    }
    for (const one of places) if (seen(one.at, 40 / zoom)) label(`${one.number} ${one.label}`, ...one.at, 13, true);
    for (const one of towns) if (seen(one.at, 0)) {
      mark(context, "circle", ...one.at, 2.5 / zoom);
      context.fillStyle = "#595959";
      context.fill();
      label(one.name, ...one.at, 12, false);
    }
    bar(context, zoom, view);
  };
  sheet.hit = (x, y) => {
    const away = (one) => Math.hypot(one.at[0] - x, one.at[1] - y) * sheet.zoom;
    return [...places, ...photos].filter((one) => away(one) < 12).sort((a, b) => away(a) - away(b))[0];
  };
  sheet.pressed = (one) => {
    ui.local.item = one.item;
    if (one.item) lead(ui, "picture", "photo", { item: one.item });
    else lead(ui, "picture", "place", { number: one.number });
  };
  const around = places.filter((one) => near.includes(one.number));
  const points = (around.length ? around : photos).map((one) => [one.at, one.radius || 60]);
  const edge = (side, sign) => points.reduce((far, [at, reach]) => Math.max(far, sign * at[side] + reach), 60) * 1.25;
  sheet.bounds = [-edge(0, -1), -edge(1, -1), edge(0, 1), edge(1, 1)];
}

// A bar of a round length, and north, in a corner of what is seen.
function bar(context, zoom, view) {
  const room = 160 / zoom;
  const power = 10 ** Math.floor(Math.log10(room));
  const length = [5, 2, 1].map((one) => one * power).find((one) => one <= room);
  const x = view[0] + 16 / zoom, y = view[3] - 16 / zoom;
  context.fillStyle = "rgba(255,255,255,0.9)";
  context.fillRect(x - 8 / zoom, y - 26 / zoom, length + 60 / zoom, 34 / zoom);
  context.fillStyle = "#1a1a1a";
  context.fillRect(x, y - 4 / zoom, length, 4 / zoom);
  context.font = `${12 / zoom}px sans-serif`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(length < 1000 ? `${length} m` : `${length / 1000} km`, x, y - 15 / zoom);
  context.fillText("N ↑", x + length + 14 / zoom, y - 8 / zoom);
}

function picture(ui) {
  if (!ui.state.map) return h("p", {}, ui.t("sitespanel.nowhere"));
  const { places, photos } = ui.state.map;
  if (!ui.local.sheet) ui.local.sheet = new Sheet("picture", 480);
  const sheet = ui.local.sheet;
  const label = ui.t("sitespanel.picture", { places: places.length, photos: photos.length });
  sheet.label(label);
  if (ui.local.drawn !== ui.state.map) {
    ui.local.drawn = ui.state.map;
    draws(ui, sheet);
    sheet.fit();
  }
  sheet.later();
  return h("figure", { class: "wb-figure" }, sheet.node, h("figcaption", {}, label, " ", ui.t("sitespanel.legend")),
    h("div", { class: "wb-acts" }, ...sheet.buttons(ui)));
}

function photos(ui) {
  const { rows, at, last, count, of, looked } = ui.state.photos;
  if (!of) return null;
  ui.local.looked ??= looked;
  const leaf = (n) => ui.ask("leaf", { at: n, looked: ui.local.looked });
  const field = ui.field("looked", ui.t("sitespanel.find"), null, { type: "search", onkeydown: (event) => { if (event.key === "Enter") leaf(0); } });
  return h("section", { "aria-label": ui.t("sitespanel.photos") }, h("h3", {}, ui.t("sitespanel.photos-of", { count, of })), field,
    h("div", { class: "wb-acts" },
      h("button", { type: "button", key: "before", disabled: at === 0, onclick: () => leaf(at - 1) }, ui.t("sitespanel.before")),
      h("span", {}, ui.t("sitespanel.leaf", { at: at + 1, last: last + 1 })),
      h("button", { type: "button", key: "after", disabled: at === last, onclick: () => leaf(at + 1) }, ui.t("sitespanel.after"))),
    h("ul", { class: "wb-photos" }, rows.map((one) => h("li", {}, h("button", { type: "button", key: `photo-${one.item}`,
      onclick: () => { ui.local.item = one.item; lead(ui, `photo-${one.item}`, "photo", { item: one.item }); } },
      one.picture ? h("img", { src: one.picture, alt: "" }) : h("span", { class: "wb-none" }, ui.t("sitespanel.no-picture")),
      h("span", {}, one.name), h("span", { class: "wb-note" }, one.taken || ui.t("sitespanel.no-time"), one.placed ? "" : ` · ${ui.t("sitespanel.unplaced")}`))))));
}

function draw(ui) {
  const { places, distances, rejected, trail: held } = ui.state;
  const heads = (names) => names.map((one) => ui.t(`sitespanel.${one}`));
  return [picture(ui),
    held && held.picture ? h("img", { src: held.picture, alt: ui.t("finding.photo", { name: held.title }), class: "wb-photo" }) : null, trail(ui),
    places.length ? ui.table(ui.t("sitespanel.places"), heads(["number", "site", "kind", "how", "precision", "when", "source", "acts"]),
      places.map((row) => [...row, opener(ui, `place-${row[0]}`, ui.t("sitespanel.open"), "place", { number: +row[0] })])) : null,
    distances.length ? ui.table(ui.t("sitespanel.distances"), heads(["from", "to", "metres", "least", "most"]), distances) : null,
    photos(ui),
    rejected.length ? h("details", {}, h("summary", { key: "rejected" }, ui.t("sitespanel.rejected", { count: rejected.length })),
      ui.table(ui.t("sitespanel.rejected", { count: rejected.length }), heads(["what", "position", "reason"]), rejected)) : null];
}

export default desk(draw);
