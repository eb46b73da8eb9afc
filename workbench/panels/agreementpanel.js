import { desk, h } from "./desk.js";

function dispute(ui, one, at) {
  const { stances } = ui.state;
  const last = one.decisions.filter((done) => done.stands).pop();
  const send = () => {
    const stance = ui.local[`stance-${at}`];
    if (!stance) return ui.say("", ui.t("agreementpanel.stance-first"));
    ui.ask("decide", { where: one.where, stance, reason: ui.local[`reason-${at}`] || "" });
  };
  const words = one.quote || (one.region.length ? `${one.file}: ${one.region.join(", ")}` : one.file);
  return h("details", { class: "wb-dispute", "data-dispute": one.where.indicator },
    h("summary", { key: `dispute-${at}` }, one.open ? "○ " : "● ", `${one.label}, ${one.about}: `,
      Object.entries(one.readings).map(([key, value]) => `${key} ${value}`).join("; ")),
    h("blockquote", {}, words), h("p", {}, `${one.file}${one.place ? `, ${one.place}` : ""}`),
    one.blind ? h("p", {}, ui.t("agreementpanel.blind")) : null,
    last ? h("p", {}, ui.t("agreementpanel.was", { stance: ui.t(`agreementpanel.stance-${last.stance}`), agent: last.agent, reason: last.reason }), " ",
      h("button", { type: "button", key: `undo-${last.id}`, onclick: () => ui.ask("undo", { event: last.id }) }, ui.t("desk.undo")))
      : [ui.choice(`stance-${at}`, ui.t("agreementpanel.decision"), stances.map((name) => [name, ui.t(`agreementpanel.stance-${name}`)])),
        ui.field(`reason-${at}`, ui.t("agreementpanel.reason"), null),
        h("button", { type: "button", key: `decide-${at}`, onclick: send }, ui.t("agreementpanel.decide"))]);
}

function draw(ui) {
  const { everybody, coders, framework, frameworks, heads, rows, notes, disputes } = ui.state;
  ui.local.framework = framework;
  const chosen = () => [...ui.root.querySelectorAll("[data-coder]")].filter((one) => one.checked).map((one) => one.value);
  const choose = () => ui.ask("choose", { coders: chosen(), framework: ui.local.framework });
  return [
    h("fieldset", { class: "wb-choice" }, h("legend", {}, ui.t("agreementpanel.coders")), everybody.map((key) => h("label", {},
      h("input", { type: "checkbox", "data-coder": key, key: `coder-${key}`, value: key, checked: coders.includes(key), onchange: choose }), key))),
    ui.field("framework", ui.t("agreementpanel.framework"), frameworks,
      { onchange: (event) => { ui.local.framework = event.target.value; choose(); } }),
    rows.length ? [ui.table(ui.t("agreementpanel.numbers", { coders: coders.join(", ") }), heads, rows, { "data-scroll": "numbers" }),
      h("ul", {}, notes.map((line) => h("li", {}, line)))] : h("p", {}, ui.t("agreementpanel.two")),
    h("h3", {}, ui.t("agreementpanel.disputes")),
    h("p", {}, ui.t("agreementpanel.counted", { all: disputes.length, open: disputes.filter((one) => one.open).length })),
    disputes.map((one, at) => dispute(ui, one, at))];
}

export default desk(draw);
