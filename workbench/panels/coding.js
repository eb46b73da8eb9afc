import { h } from "./desk.js";

// What panels share in which one codes: the form, the indicators, the list of what is coded, dangers first. A panel says
// with `ui.where()` what is marked, with `ui.saved()` what comes after, and with `ui.back` where Escape leads.

const STANCE_KEYS = { "+": "supports", "-": "contradicts", "?": "unclear" };
// What only a person can say, in the order in which it is asked for, and where it is said.
const ASKED = [["stance", "stance-supports"], ["means", "means-first-hand"], ["subject", "subject"]];

async function press(ui, indicator) {
  const { stance, means, subject, start, end, question, elicited, actor, site, memo } = ui.local;
  const where = ui.where();
  if (!where) return ui.say("", ui.t("coder.mark-first"));
  const open = ASKED.find(([name]) => !ui.local[name]);
  if (open) {
    ui.pending = indicator;
    ui.say("", ui.t(`coder.${open[0]}-first`));
    return ui.focus(open[1]);
  }
  const given = { ...where, indicator, stance, means, subject };
  const period = { start: start || "", end: end || "" };
  const more = Object.entries({ question, elicited, actor, site, memo }).filter(([, value]) => value);
  if (await ui.ask("code", { ...given, ...Object.fromEntries(more), period })) {
    clear(ui);
    ui.saved(where);
  }
}

// What was said of one passage is not said of the next: a stance that stays chosen would look like one that was found.
function clear(ui) {
  ui.local.stance = "";
  ui.pending = null;
  ui.root.querySelectorAll("[data-key^=stance-]").forEach((one) => (one.checked = false));
  for (const name of ["memo", "search"]) {
    const input = ui.root.querySelector(`[data-key=${name}]`);
    input.value = "";
    input.dispatchEvent(new Event("input"));
  }
}

// A stance by one key, where letters write nothing: true where the key was one.
export function stanceKey(ui, event) {
  const stance = STANCE_KEYS[event.key];
  if (!stance || event.ctrlKey || event.altKey || event.metaKey) return false;
  event.preventDefault();
  ui.root.querySelector(`[data-key=stance-${stance}]`).click();
  ui.say(`${ui.t("coder.stance")}: ${ui.t(`coder.stance-${stance}`)}`);
  return true;
}

// Enter on a choice goes on: with the indicator that waited for it, else to the search for one.
function onward(ui, event) {
  if (event.key !== "Enter" || event.target.type !== "radio") return;
  event.preventDefault();
  if (ui.pending) press(ui, ui.pending);
  else ui.focus("search");
}

function indicators(ui) {
  const box = h("div", { class: "wb-indicators", role: "group", "aria-label": ui.t("coder.indicators") });
  const fill = () => {
    const sought = (ui.local.search || "").toLocaleLowerCase();
    const found = ui.state.choices.indicators.filter((one) =>
      `${one.id} ${one.label} ${one.english}`.toLocaleLowerCase().includes(sought));
    box.replaceChildren(...found.map((one) => h("button", { type: "button", key: `press-${one.id}`,
      title: one.about, onclick: () => press(ui, one.id) }, one.label)));
    if (!found.length) box.append(ui.t("coder.no-indicator"));
  };
  fill();
  const move = (event) => {
    const all = [...box.querySelectorAll("button")];
    const at = all.indexOf(document.activeElement);
    if (event.key === "ArrowDown") (all[at + 1] || all[0])?.focus();
    else if (event.key === "ArrowUp") (all[at - 1] || all[all.length - 1])?.focus();
    else if (event.key === "Escape") ui.focus(ui.back);
    else if (event.key === "Enter" && at < 0 && all.length === 1) all[0].click();
    else return at >= 0 && stanceKey(ui, event);
    event.preventDefault();
  };
  box.addEventListener("keydown", move);
  const search = ui.field("search", ui.t("coder.search"), null, { type: "search", onkeydown: move });
  search.querySelector("input").addEventListener("input", fill);
  return [search, box];
}

export function form(ui, marked) {
  const { choices, fixed } = ui.state;
  const pairs = (names, group) => names.map((name) => [name, ui.t(`coder.${group}-${name}`)]);
  const none = ["", "–"];
  return h("div", { class: "wb-form", onkeydown: (event) => onward(ui, event) },
    marked,
    ui.choice("stance", ui.t("coder.stance"), pairs(fixed.stances, "stance")),
    ui.choice("means", ui.t("coder.means"), pairs(fixed.means, "means")),
    ui.field("subject", ui.t("coder.subject"), [...(ui.local.subject ? [] : [none]), ...choices.subjects.map((one) => [one.key, one.label])]),
    h("details", { open: !!ui.local.more, ontoggle: (event) => (ui.local.more = event.target.open) },
      h("summary", { key: "more" }, ui.t("coder.more")),
      ui.field("start", ui.t("coder.start"), null, { placeholder: "2024-05" }),
      ui.field("end", ui.t("coder.end"), null, { placeholder: "2024-05-18" }),
      ui.field("question", ui.t("coder.question"), null),
      ui.field("elicited", ui.t("coder.elicited"), [none, ...pairs(fixed.elicited, "elicited")]),
      ui.field("actor", ui.t("coder.actor"),
        [none, ["unknown", ui.t("coder.actor-unknown")], ...choices.actors.map((one) => [one.key, one.label])]),
      ui.field("site", ui.t("coder.site"), [none, ...choices.sites.map((one) => [one.key, one.label])]),
      ui.field("memo", ui.t("coder.memo"), null)),
    ui.field("framework", ui.t("coder.framework"), choices.frameworks,
      { onchange: (event) => ui.ask("under", { framework: event.target.value }) }),
    indicators(ui));
}

// Dangers, what was done, and how the worker may safely be reached.
export function danger(ui) {
  const { dangers } = ui.state.item;
  const words = (told) => (told.flags.length ? told.flags.map((flag) => ui.t(`danger.${flag}`)).join(", ") : ui.t(told.asked ? "coder.no-danger" : "coder.danger-unasked"))
    + (told.unknown ? ` (${ui.t("coder.danger-unknown")})` : "");
  const reached = (told) => ["referral", "channel", "hours", "may_say", "note"].filter((name) => told[name]).map((name) =>
    h("div", {}, ui.t(`coder.danger-${name.replace("_", "-")}`), " ", told[name]));
  return dangers.length ? h("div", { class: "wb-danger", role: "note" }, dangers.map((told) => h("div", {},
    h("strong", {}, ui.t("coder.danger", { worker: told.worker }), " "), words(told), reached(told)))) : null;
}

// Words that a machine read below the stated confidence.
export function doubtful(ui) {
  const { doubtful: words } = ui.state.item;
  return words.length ? h("p", { class: "wb-note", role: "note" }, ui.t("coder.doubtful", { words: words.join(", ") })) : null;
}

export function coded(ui, goTo) {
  const { codings, item, fixed, frame } = ui.state;
  const heads = ["number", "indicator", "stance", "means", "subject", "coder", "words", "acts"];
  const rows = codings.map((one, at) => {
    const region = one.region.length ? ui.t("coder.region", { x: one.region[0], y: one.region[1], wide: one.region[2], high: one.region[3] }) : "";
    const words = one.quote || region || ui.t("coder.elsewhere");
    const go = goTo(ui, one, one.id);
    const own = one.coder === frame.agent;
    const other = fixed.stances.filter((name) => name !== one.stance);
    return { attributes: { "data-coding": one.id }, cells: [String(at + 1), one.label, ui.t(`coder.stance-${one.stance}`),
      ui.t(`coder.means-${one.means}`), one.subject, one.coder, h("span", { lang: one.lang || item.lang }, words,
        one.doubtful.length ? h("div", { class: "wb-note" }, ui.t("coder.doubtful", { words: one.doubtful.join(", ") })) : null),
      h("div", { class: "wb-acts" }, go,
        own ? [h("button", { type: "button", key: `undo-${one.id}`, onclick: () => ui.ask("undo", { event: one.id }) }, ui.t("desk.undo")),
               one.read ? null : h("button", { type: "button", key: `through-${one.id}`,
                 onclick: () => ui.ask("read_coded", { coding: one.id }) }, ui.t("coder.read-here"))]
            : [h("button", { type: "button", key: `agree-${one.id}`, onclick: () => ui.ask("agree", { coding: one.id }) }, ui.t("coder.agree")),
               other.map((name) => h("button", { type: "button", key: `disagree-${name}-${one.id}`,
                 onclick: () => ui.ask("agree", { coding: one.id, stance: name }) },
                 ui.t("coder.disagree", { stance: ui.t(`coder.stance-${name}`) })))])] };
  });
  return ui.table(ui.t("coder.codings", { name: item.name }), heads.map((name) => ui.t(`coder.${name}`)), rows,
    { "data-scroll": "codings" });
}


// What a person has not chosen yet for the item that is open: the subject is whoever told it; what the words say, and how
// the speaker knows it, is never guessed.
export function begin(ui, item) {
  if (ui.local.item === item.id) return;
  ui.pending = null;
  const worker = ui.state.choices.subjects.find((one) => one.label === item.worker);
  Object.assign(ui.local, { item: item.id, at: null, region: null, stance: "", means: "", subject: worker ? worker.key : "" });
}
