import { danger } from "./coding.js";
import { desk, h } from "./desk.js";
import { load, numbers, stage } from "./region.js";
import { chosen, goTo, watch, words } from "./words.js";

// What is marked: words, where a text is marked in; else a region. Null where nothing is.
function marked(ui) {
  const { at, region, everywhere } = ui.local;
  if (at) return { at, everywhere: !!everywhere };
  return region ? { region } : null;
}

async function preview(ui, where) {
  const { reason, note, text } = ui.local;
  if (!where) return ui.say("", ui.t("redact.mark-first"));
  if (!reason) {
    ui.say("", ui.t("redact.reason-first"));
    return ui.focus("reason");
  }
  if (await ui.ask("preview", { reason, note: note || "", as_text: !!text, ...where })) seen(ui);
}

// What came with the answer is the copy, where it is a picture: shown from memory, and forgotten with the next.
function seen(ui) {
  if (ui.copy) URL.revokeObjectURL(ui.copy);
  const { text } = ui.state.preview;
  ui.copy = text === null ? URL.createObjectURL(new Blob([ui.attached[0]])) : null;
  ui.leaf = ui.state.item.page;
  ui.redraw();
  ui.focus("preview");
  ui.root.querySelector(".wb-look")?.scrollIntoView({ block: "nearest" });
}

function look(ui) {
  const { preview: copy, item } = ui.state;
  if (!copy) return null;
  const heads = ["what", "where", "reason"].map((name) => ui.t(`redact.${name}`));
  const turn = async (by) => {
    if (!(await ui.ask("leaf", { page: ui.leaf + by }))) return;
    URL.revokeObjectURL(ui.copy);
    ui.copy = URL.createObjectURL(new Blob([ui.attached[0]]));
    ui.leaf += by;
    ui.redraw();
  };
  const withhold = async () => {
    if (!(await ui.ask("withhold"))) return;
    ui.local.at = ui.local.region = null;
    ui.local.reason = ui.local.note = "";
    ui.redraw();
    ui.focus(item.text ? "words" : "stage");
  };
  const alt = ui.t("redact.picture", { name: item.name });
  return h("section", { class: "wb-look", "aria-label": ui.t(copy.new ? "redact.preview-of" : "redact.copy-of", { name: item.name }) },
    h("h3", { tabindex: "-1", key: "preview" }, ui.t(copy.new ? "redact.preview-of" : "redact.copy-of", { name: item.name })),
    copy.text === null ? h("img", { class: "wb-copy", src: ui.copy, alt }) : h("div", { class: "wb-copy", tabindex: "0", role: "region",
      "aria-label": alt, lang: item.lang, "data-scroll": "copy" }, copy.text),
    copy.paged ? h("p", { class: "wb-acts" }, ui.button("redact.before", () => turn(-1), { key: "leaf-before" }),
      ui.button("redact.next", () => turn(1), { key: "leaf-next" })) : null,
    copy.remaining ? h("p", { class: "wb-stop" }, ui.t("redact.remaining", { count: copy.remaining })) : null,
    ui.table(ui.t("redact.log"), heads, copy.log),
    copy.new ? h("p", {}, ui.button("redact.withhold", withhold, { key: "withhold" })) : null);
}

function asking(ui) {
  const { item, reasons } = ui.state;
  const tick = (name) => h("p", {}, h("label", {}, h("input", { type: "checkbox", key: name, checked: !!ui.local[name],
    onchange: (event) => (ui.local[name] = event.target.checked) }), ui.t(`redact.${name}`)));
  return h("div", { class: "wb-form" },
    item.text ? [chosen(ui, ui.t("redact.marked"), ui.t("redact.nothing")), tick("everywhere")] : null,
    item.draws ? numbers(ui, ui.t("redact.no-region"), item.paged ? "redact.points" : "photos.region") : null,
    ui.field("reason", ui.t("redact.reason"), [["", "–"], ...reasons.map((name) => [name, ui.t(`redact.reason-${name}`)])]),
    ui.field("note", ui.t("redact.note"), null),
    item.paged ? tick("text") : null,
    h("p", { class: "wb-acts" },
      ui.button("redact.preview", () => preview(ui, marked(ui)), { key: "look" }),
      ui.button("redact.whole", () => preview(ui, { whole: true }), { key: "whole" })));
}

function picture(ui) {
  const { item } = ui.state;
  if (!item.draws) return null;
  load(ui, `${item.id}-${item.page}`, "see", { page: item.page });
  const turn = (by) => {
    ui.local.region = null;
    ui.ask("see", { page: item.page + by }).then((done) => {
      if (!done) return;
      ui.local.seen = `${item.id}-${item.page + by}`;
      ui.picture.src = URL.createObjectURL(new Blob([ui.attached[0]]));
    });
  };
  return [
    stage(ui, ui.t("redact.keys-region"), ui.t("photos.picture", { name: item.name }),
      item.regions.map((one) => ["✗", one, { class: "wb-region wb-gone" }]), (event) => {
        if (event.key !== "Enter") return false;
        event.preventDefault();
        ui.local.at = null;
        ui.redraw();
        ui.focus("reason");
        return true;
      }),
    item.paged ? h("p", { class: "wb-acts" },
      ui.button("redact.before", () => turn(-1), { key: "before", disabled: item.page <= 1 }),
      h("span", {}, ui.t("redact.page", { page: item.page, pages: item.pages || "?" })),
      ui.button("redact.next", () => turn(1), { key: "next", disabled: !item.pages || item.page >= item.pages })) : null,
    h("p", { class: "wb-note" }, ui.t("redact.keys-region"))];
}

// The passages of the item: what would leave of them, and a press that leads to the copy without one.
function passages(ui) {
  const { passages: found, asked, item, audience, audiences } = ui.state;
  ui.local.audience ??= audience;
  const rows = found.map((one) => {
    const place = one.quote || (one.region.length ? one.region.join(", ") : one.span) || ui.t("redact.all");
    const leaves = one.withheld ? ui.t("redact.gone") : one.leaves || ui.t(asked ? "redact.stays" : "redact.unasked");
    return [h("span", { lang: item.lang }, place), leaves, one.withheld ? "" : h("button", { type: "button", key: `without-${one.id}`,
      onclick: () => preview(ui, { passage: one.id }) }, ui.t("redact.without"))];
  });
  const ask = () => ui.ask("leaving", { audience: ui.local.audience });
  return [
    h("div", { class: "wb-columns" }, ui.field("audience", ui.t("redact.audience"), audiences),
      h("p", {}, ui.button("redact.leaving", ask, { key: "leaving" }))),
    ui.table(ui.t("redact.passages", { name: item.name }), ["words", "leaves", "acts"].map((name) => ui.t(`redact.${name}`)), rows,
      { "data-scroll": "passages" })];
}

function standing(ui) {
  const { withheld: found, item } = ui.state;
  const heads = ["redact.places", "redact.reason", "redact.by", "coder.memo", "redact.acts"].map((name) => ui.t(name));
  const rows = found.map((one) => ({ attributes: { "data-redaction": one.id }, cells: [String(one.places), ui.t(`redact.reason-${one.reason}`),
    one.by, one.note, h("button", { type: "button", key: `undo-${one.id}`, onclick: () => ui.ask("undo", { event: one.id }) }, ui.t("desk.undo"))] }));
  const copy = async () => { if (await ui.ask("copy")) seen(ui); };
  return [ui.table(ui.t("redact.withheld", { name: item.name }), heads, rows),
    found.length ? h("div", {}, h("p", {}, ui.button("redact.copy", copy, { key: "copy" })),
      ui.field("out", ui.t("redact.out"), null),
      h("p", {}, ui.button("redact.write", () => ui.ask("write", { out: ui.local.out || "" }), { key: "write" }))) : null];
}

function draw(ui) {
  const { items, item } = ui.state;
  if (!item) return h("p", {}, ui.t("redact.none"));
  if (ui.local.item !== item.id) Object.assign(ui.local, { item: item.id, at: null, region: null, reason: "", note: "" });
  ui.onward = "reason";
  if (item.text) watch(ui);
  const list = ui.field("file", ui.t("redact.item"), items.map((one) => [one.id, `${one.name} (${one.redactions})`]),
    { onchange: (event) => ui.ask("turn", { item: event.target.value }) });
  list.querySelector("select").value = item.id;
  return [danger(ui), list,
    h("div", { class: "wb-columns" },
      h("div", {}, picture(ui),
        item.text ? [words(ui, item.marks, ui.t("redact.words-of", { name: item.name })), h("p", { class: "wb-note" }, ui.t("redact.keys"))] : null),
      asking(ui)),
    look(ui), standing(ui), passages(ui)];
}

export default desk(draw);
