import { begin, coded, danger, doubtful, form, stanceKey } from "./coding.js";
import { desk, h, points, select, selectedIn } from "./desk.js";
import { chosen, goTo, watch, words } from "./words.js";

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
    return [one.indicator, ui.t(`coder.stance-${one.polarity}`), h("span", { lang: item.lang }, one.quote),
      one.doubtful.length ? `${one.reason}. ${ui.t("coder.doubtful", { words: one.doubtful.join(", ") })}` : one.reason,
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

// The recording of a transcript: played from memory, from the stretch in which the caret stands.
function recording(ui) {
  const { item } = ui.state;
  if (!item.recording) return null;
  if (ui.local.heard !== item.id) {
    return h("p", {}, h("button", { type: "button", key: "listen", onclick: async () => {
      if (!(await ui.ask("listen"))) return;
      ui.local.heard = item.id;
      if (ui.local.sound) URL.revokeObjectURL(ui.local.sound);
      ui.local.sound = URL.createObjectURL(new Blob([ui.attached[0]], { type: item.recording }));
      ui.redraw();
    } }, ui.t("coder.listen")));
  }
  ui.player ||= h("audio", { controls: true, key: "player", "aria-label": ui.t("coder.recording") });
  // A browser halts what is taken out of the page and put in again, as a redraw does: what was heard goes on.
  const heard = !ui.player.paused;
  const play = () => ui.player.play().catch((error) => error.name === "AbortError" || ui.say("", ui.t("coder.no-sound")));
  if (ui.player.src !== ui.local.sound) ui.player.src = ui.local.sound;
  else if (heard) requestAnimationFrame(play);
  const here = () => {
    const at = (ui.local.at || selectedIn(ui.root.querySelector(".wb-words")) || [0])[0];
    const place = item.places.filter((one) => one.start <= at).pop();
    const clock = place && /(\d+):(\d\d)(?::(\d\d))?([.,]\d+)?/.exec(place.label);
    if (!clock) return ui.say("", ui.t("coder.no-time"));
    const parts = clock.slice(1, 4).filter(Boolean).map(Number);
    ui.player.currentTime = parts.reduce((sum, one) => sum * 60 + one, 0) + Number((clock[4] || "0").replace(",", "."));
    play();
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
  const { texts, item, fixed, codings } = ui.state;
  if (!item) return h("p", {}, ui.t("coder.none"));
  begin(ui, item);
  ui.back = "words";
  ui.onward = "search";
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
  return [danger(ui), list, doubtful(ui),
    h("div", { class: "wb-columns" },
      h("div", {}, words(ui, codings, ui.t("coder.words-of", { name: item.name }), (event) => stanceKey(ui, event)),
        h("p", { class: "wb-note" }, ui.t("coder.keys"))),
      form(ui, chosen(ui, ui.t("coder.marked"), ui.t("coder.nothing-marked")))),
    recording(ui), beside(ui), waiting(ui), drafts(ui), coded(ui, goTo)];
}

export default desk(draw);
