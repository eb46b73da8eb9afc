import { h } from "./desk.js";

// The way back, the same in every panel of a finding: the words, what stands around them, the source, the file, the
// place in it, and the digest of the file as it was collected.

function words(step) {
  if (step.quote) {
    return h("p", { class: "wb-quote", lang: step.language || null },
      step.before, h("mark", { class: "wb-found" }, step.quote), step.after);
  }
  return null;
}

function facts(ui, pairs) {
  return h("dl", { class: "wb-facts" }, pairs.filter(([, value]) => value).map(([name, value]) =>
    [h("dt", {}, ui.t(`finding.${name}`)), h("dd", {}, value)]));
}

function step(ui, one, at) {
  const region = (one.region || []).length ? one.region.join(", ") : null;
  return h("li", { class: one.stance ? `wb-step wb-${one.stance}-side` : "wb-step" },
    one.stance ? h("strong", {}, `${at + 1}. ${ui.t(`stance.${one.stance}`)}`) : h("strong", {}, `${at + 1}.`),
    words(one),
    one.picture ? h("img", { src: one.picture, alt: ui.t("finding.photo", { name: one.file }), class: "wb-photo" }) : null,
    facts(ui, [["when", one.when], ["means", one.means && ui.t(`means.${one.means}`)], ["coder", one.coders],
      ["source", one.source], ["interpreter", one.interpreter], ["file", one.file], ["place", one.place],
      ["region", region], ["sha256", h("code", { class: "wb-hash" }, one.item_sha256)]]));
}

export function trail(ui) {
  const held = ui.state.trail;
  if (!held) return null;
  const close = async () => {
    await ui.ask("close");
    ui.focus(ui.local.from || "again");
  };
  return h("section", { class: "wb-trail", "aria-label": held.title,
    onkeydown: (event) => { if (event.key === "Escape") close(); } },
    h("h3", { tabindex: "-1", key: "trail" }, held.title),
    (held.told || []).map((line) => h("p", {}, line)),
    held.rows ? ui.table(held.title, held.rows.headers, held.rows.cells) : null,
    held.steps.length ? h("ol", { class: "wb-steps" }, held.steps.map((one, at) => step(ui, one, at)))
      : h("p", {}, ui.t("finding.no-words")),
    held.rest ? h("p", { class: "wb-note" }, ui.t("finding.rest", { count: held.rest })) : null,
    h("button", { type: "button", key: "close", onclick: close }, ui.t("finding.close")));
}

// Asks for something that opens the way back, and goes there; Escape leads back to where it was asked from.
export async function lead(ui, from, act, given) {
  ui.local.from = from;
  if (!(await ui.ask(act, given))) return;
  ui.focus("trail");
  ui.root.querySelector(".wb-trail")?.scrollIntoView({ block: "nearest" });
}

export function opener(ui, key, label, act, given) {
  return h("button", { type: "button", key, onclick: () => lead(ui, key, act, given) }, label);
}

// A slider over the months in which something begins; the last step is everything.
export function slider(ui) {
  const { months, as_of } = ui.state.time;
  if (months.length < 2) return null;
  const at = as_of ? Math.max(0, months.findIndex((one) => one >= as_of.slice(0, 7))) : months.length;
  const said = (n) => (n < months.length ? months[n] : ui.t("finding.all"));
  const out = h("output", { class: "wb-until" }, said(at));
  const id = `${ui.own}-until`;
  return h("div", { class: "wb-slider" }, h("label", { for: id }, ui.t("finding.until")),
    h("input", { id, type: "range", key: "until", min: "0", max: String(months.length), step: "1", value: String(at),
      "aria-valuetext": said(at),
      oninput: (event) => { out.textContent = said(+event.target.value); event.target.setAttribute("aria-valuetext", said(+event.target.value)); },
      onchange: (event) => ui.ask("until", { day: months[+event.target.value] || null }) }), out);
}

// A select that asks for an act when it is changed.
export function chooser(ui, name, label, options, value, act) {
  ui.local[name] = value;
  return ui.field(name, label, options, { onchange: (event) => ui.ask(act, { [name]: event.target.value }) });
}
