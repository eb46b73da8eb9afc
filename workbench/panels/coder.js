import { desk, h, select, selectedIn } from "./desk.js";

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
      if (event.key !== "Enter") return;
      event.preventDefault();
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

async function press(ui, indicator) {
  const { at, stance, means, subject, start, end, question, elicited, actor, site, memo } = ui.local;
  if (!at) return ui.say("", ui.t("coder.mark-first"));
  if (!means) {
    ui.say("", ui.t("coder.means-first"));
    return ui.focus("means-first-hand");
  }
  const given = { start: at[0], end: at[1], indicator, stance, means, subject };
  const period = { start: start || "", end: end || "" };
  const more = Object.entries({ question, elicited, actor, site, memo }).filter(([, value]) => value);
  if (await ui.ask("code", { ...given, ...Object.fromEntries(more), period })) {
    ui.local.at = null;
    ui.local.memo = "";
    ui.focus("words");
    select(ui.root.querySelector(".wb-words"), at[1], at[1]);
  }
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
    else if (event.key === "Escape") ui.focus("words");
    else if (event.key === "Enter" && at < 0 && all.length === 1) all[0].click();
    else return;
    event.preventDefault();
  };
  box.addEventListener("keydown", move);
  const search = ui.field("search", ui.t("coder.search"), null, { type: "search", onkeydown: move });
  search.querySelector("input").addEventListener("input", fill);
  return [search, box];
}

function form(ui) {
  const { choices, fixed } = ui.state;
  const pairs = (names, group) => names.map((name) => [name, ui.t(`coder.${group}-${name}`)]);
  const none = ["", "–"];
  return h("div", { class: "wb-form" },
    chosen(ui),
    ui.choice("stance", ui.t("coder.stance"), pairs(fixed.stances, "stance")),
    ui.choice("means", ui.t("coder.means"), pairs(fixed.means, "means")),
    ui.field("subject", ui.t("coder.subject"), choices.subjects.map((one) => [one.key, one.label])),
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

function danger(ui) {
  const told = ui.state.item.danger;
  if (!told) return null;
  const words = told.flags.length ? told.flags.join(", ") : ui.t(told.asked ? "coder.no-danger" : "coder.danger-unasked");
  return h("div", { class: "wb-danger", role: "note" },
    h("strong", {}, ui.t("coder.danger", { worker: told.worker }), " "), words);
}

function coded(ui) {
  const { codings, item, fixed, frame } = ui.state;
  const heads = ["number", "indicator", "stance", "means", "subject", "coder", "words", "acts"];
  const rows = codings.map((one, at) => {
    const words = [item.text && one.start !== null ? one.quote : one.quote || ui.t("coder.elsewhere")];
    const go = one.start === null ? null : h("button", { type: "button", key: `go-${one.id}`, onclick: () => {
      const root = ui.root.querySelector(".wb-words");
      root.focus();
      select(root, one.start, one.end);
      root.querySelector(`[data-codings~="${one.id}"]`).scrollIntoView({ block: "nearest" });
    } }, ui.t("coder.go"));
    const own = one.coder === frame.agent;
    const other = fixed.stances.filter((name) => name !== one.stance);
    return { attributes: { "data-coding": one.id }, cells: [String(at + 1), one.label, ui.t(`coder.stance-${one.stance}`),
      ui.t(`coder.means-${one.means}`), one.subject, one.coder, h("span", { lang: one.lang || item.lang }, words),
      h("div", { class: "wb-acts" }, go,
        own ? h("button", { type: "button", key: `undo-${one.id}`, onclick: () => ui.ask("undo", { event: one.id }) }, ui.t("desk.undo"))
            : [h("button", { type: "button", key: `agree-${one.id}`, onclick: () => ui.ask("agree", { coding: one.id }) }, ui.t("coder.agree")),
               other.map((name) => h("button", { type: "button", key: `disagree-${name}-${one.id}`,
                 onclick: () => ui.ask("agree", { coding: one.id, stance: name }) },
                 ui.t("coder.disagree", { stance: ui.t(`coder.stance-${name}`) })))])] };
  });
  return ui.table(ui.t("coder.codings", { name: item.name }), heads.map((name) => ui.t(`coder.${name}`)), rows,
    { "data-scroll": "codings" });
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
  if (ui.local.item !== item.id) {
    const worker = ui.state.choices.subjects.find((one) => one.label === item.worker);
    Object.assign(ui.local, { item: item.id, at: null, stance: "supports", means: "", subject: worker ? worker.key : "" });
  }
  ui.local.framework = fixed.framework;
  watch(ui);
  const list = ui.field("text", ui.t("coder.text"),
    texts.map((one) => [one.id, one.codings === null ? one.name : `${one.name} (${one.codings})`]),
    { onchange: (event) => ui.ask("turn", { item: event.target.value }) });
  list.querySelector("select").value = item.id;
  return [danger(ui), list,
    h("div", { class: "wb-columns" }, h("div", {}, words(ui), h("p", { class: "wb-note" }, ui.t("coder.keys"))), form(ui)),
    beside(ui), coded(ui)];
}

export default desk(draw);
