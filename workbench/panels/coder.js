import { begin, coded, danger, form, stanceKey } from "./coding.js";
import { desk, h, points, select, selectedIn } from "./desk.js";

// The words of an item as one element that a caret moves through: it can be selected in like any text field, by mouse,
// keyboard or screen reader, and it refuses every change.
function words(ui) {
  const { item, codings } = ui.state;
  const letters = Array.from(item.text);
  const placed = codings.map((one, at) => [at + 1, one]).filter(([, one]) => one.start !== null);
  const ends = [...new Set([0, letters.length, ...placed.flatMap(([, one]) => [one.start, one.end])])].sort((a, b) => a - b);
  const parts = ends.slice(0, -1).map((begin, at) => {
    const text = letters.slice(begin, ends[at + 1]).join("");
    const over = placed.filter(([, one]) => one.start <= begin && begin < one.end);
    if (!over.length) return text;
    const closing = over.filter(([, one]) => one.end === ends[at + 1]).map(([n]) => n);
    return h("mark", { class: `wb-mark wb-${over[0][1].stance}`, "data-n": closing.join(" "),
                       "data-codings": over.map(([, one]) => one.id).join(" "), lang: over[0][1].lang || null }, text);
  });
  const label = ui.t("coder.words-of", { name: item.name });
  return h("div", { class: "wb-words", contenteditable: "true", role: "textbox", "aria-multiline": "true",
    "aria-readonly": "true", "aria-label": label, spellcheck: "false", tabindex: "0", lang: item.lang, key: "words",
    "data-scroll": "words", translate: "no",
    onbeforeinput: (event) => event.preventDefault(), ondrop: (event) => event.preventDefault(),
    oncompositionstart: (event) => event.target.blur(),
    onkeydown: (event) => {
      if (stanceKey(ui, event) || event.key !== "Enter") return;
      event.preventDefault();
      ui.watching();
      ui.focus("search");
    } }, parts);
}

function chosen(ui) {
  const out = h("output", { class: "wb-chosen", key: "chosen", lang: ui.state.item.lang });
  ui.showChosen = () => {
    const at = ui.local.at;
    out.textContent = at ? Array.from(ui.state.item.text).slice(...at).join("") : ui.t("coder.nothing-marked");
    out.dataset.start = at ? at[0] : "";
    out.dataset.end = at ? at[1] : "";
  };
  ui.showChosen();
  return h("p", {}, h("strong", {}, ui.t("coder.marked"), " "), out);
}

// Remembers what is marked while the caret is in the words; a press elsewhere must not lose it.
function watch(ui) {
  if (ui.watching) return;
  ui.watching = () => {
    const root = ui.root.querySelector(".wb-words");
    if (!root || document.activeElement !== root) return;
    ui.local.at = selectedIn(root);
    ui.showChosen();
  };
  document.addEventListener("selectionchange", ui.watching);
}

// A draft of the cues: a person takes it, with what only a person knows, or turns it down.
function drafts(ui) {
  const { fixed, drafts: found, item } = ui.state;
  if (fixed.blind) return null;
  const toggle = h("button", { type: "button", key: "suggest", "aria-pressed": String(fixed.suggesting),
    onclick: () => ui.ask("suggest", { on: !fixed.suggesting }) }, ui.t("coder.suggest"));
  if (!fixed.suggesting) return h("p", {}, toggle);
  const rows = found.map((one) => {
    const name = `${one.start}-${one.indicator}-${one.cue}`;
    const judge = (decision) => {
      const { means, subject } = ui.local;
      if (decision === "accepted" && !means) return ui.say("", ui.t("coder.means-first"));
      if (decision === "accepted" && !subject) return ui.say("", ui.t("coder.subject-first"));
      ui.ask("judge", { draft: one, decision, ...(decision === "accepted" ? { means, subject } : {}) });
    };
    return [one.indicator, ui.t(`coder.stance-${one.polarity}`), h("span", { lang: item.lang }, one.quote), one.reason,
      one.decision ? ui.t(`coder.was-${one.decision}`)
        : h("div", { class: "wb-acts" }, goTo(ui, one, `draft-${name}`),
            h("button", { type: "button", key: `accept-${name}`, onclick: () => judge("accepted") }, ui.t("coder.accept")),
            h("button", { type: "button", key: `reject-${name}`, onclick: () => judge("rejected") }, ui.t("coder.reject")))];
  });
  const heads = ["indicator", "stance", "words", "reason", "acts"].map((head) => ui.t(`coder.${head}`));
  return [h("p", {}, toggle), ui.table(ui.t("coder.drafts"), heads, rows, { "data-scroll": "drafts" })];
}

// What whoever reads blind has still to read: the words alone, in the order of the text.
function waiting(ui) {
  const { waiting: found, item, fixed } = ui.state;
  if (!fixed.blind) return null;
  const rows = found.map((one, at) => {
    const start = nth(item.text, one.quote, Number(one.occurrence || 1));
    const place = { start, end: start + Array.from(one.quote).length };
    return [h("span", { lang: item.lang }, one.quote || one.region || one.span), one.subject, h("div", { class: "wb-acts" },
      one.quote ? goTo(ui, place, `wait-${at}`) : null,
      h("button", { type: "button", key: `read-${at}`, onclick: () => ui.ask("read_through", one) }, ui.t("coder.read-nothing")))];
  });
  return ui.table(ui.t("coder.waiting"), ["words", "subject", "acts"].map((head) => ui.t(`coder.${head}`)), rows,
    { "data-scroll": "waiting" });
}

// Where words stand for the n-th time in a text, in code points.
function nth(text, quote, times) {
  let at = -1;
  for (let n = 0; n < times; n += 1) at = text.indexOf(quote, at + 1);
  return points(text.slice(0, Math.max(at, 0)));
}

function goTo(ui, place, key) {
  if (place.start === null) return null;
  return h("button", { type: "button", key: `go-${key}`, onclick: () => {
    const root = ui.root.querySelector(".wb-words");
    root.focus();
    select(root, place.start, place.end);
    const anchor = document.getSelection().getRangeAt(0).startContainer.parentElement;
    if (anchor) anchor.scrollIntoView({ block: "nearest" });
  } }, ui.t("coder.go"));
}

// The recording of a transcript: played from memory, from the stretch in which the caret stands.
function recording(ui) {
  const { item } = ui.state;
  if (!item.recording) return null;
  if (ui.local.heard !== item.id) {
    return h("p", {}, h("button", { type: "button", key: "listen", onclick: async () => {
      if (!(await ui.ask("listen"))) return;
      ui.local.heard = item.id;
      ui.local.sound = URL.createObjectURL(new Blob([ui.attached[0]], { type: item.recording }));
      ui.redraw();
    } }, ui.t("coder.listen")));
  }
  ui.player ||= h("audio", { controls: true, key: "player", "aria-label": ui.t("coder.recording") });
  if (ui.player.src !== ui.local.sound) ui.player.src = ui.local.sound;
  const here = () => {
    const at = (ui.local.at || selectedIn(ui.root.querySelector(".wb-words")) || [0])[0];
    const place = item.places.filter((one) => one.start <= at).pop();
    const clock = place && /(\d+):(\d\d)(?::(\d\d))?/.exec(place.label);
    if (!clock) return ui.say("", ui.t("coder.no-time"));
    const parts = clock.slice(1).filter(Boolean).map(Number);
    ui.player.currentTime = parts.reduce((sum, one) => sum * 60 + one, 0);
    ui.player.play();
  };
  return h("div", { class: "wb-acts" }, ui.player, ui.button("coder.play-here", here, { key: "play-here" }));
}

function beside(ui) {
  return ui.state.item.translations.map((one) =>
    h("div", { class: "wb-scroll wb-beside", tabindex: "0", role: "region", "aria-label": ui.t("coder.translation", { by: one.by || "?" }) },
      h("table", {}, h("caption", {}, ui.t("coder.translation", { by: one.by || "?" })),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, ui.t("coder.original")), h("th", { scope: "col" }, ui.t("coder.translated")))),
        h("tbody", {}, one.rows.map(([left, right]) =>
          h("tr", {}, h("td", { lang: ui.state.item.lang }, left), h("td", { lang: one.lang }, right)))))));
}

function draw(ui) {
  const { texts, item, fixed } = ui.state;
  if (!item) return h("p", {}, ui.t("coder.none"));
  begin(ui, item);
  ui.back = "words";
  ui.where = () => ui.local.at && { start: ui.local.at[0], end: ui.local.at[1] };
  ui.saved = ({ end }) => {
    ui.local.at = null;
    ui.focus("words");
    select(ui.root.querySelector(".wb-words"), end, end);
  };
  ui.local.framework = fixed.framework;
  watch(ui);
  const list = ui.field("text", ui.t("coder.text"),
    texts.map((one) => [one.id, one.codings === null ? one.name : `${one.name} (${one.codings})`]),
    { onchange: (event) => ui.ask("turn", { item: event.target.value }) });
  list.querySelector("select").value = item.id;
  return [danger(ui), list,
    h("div", { class: "wb-columns" }, h("div", {}, words(ui), h("p", { class: "wb-note" }, ui.t("coder.keys"))), form(ui, chosen(ui))),
    recording(ui), beside(ui), waiting(ui), drafts(ui), coded(ui, goTo)];
}

export default desk(draw);
