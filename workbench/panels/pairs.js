import { desk, h } from "./desk.js";

function pair(ui, one) {
  const name = `${one.a}-${one.b}`;
  const own = one.said.some((said) => said.by === ui.state.frame.agent);
  const say = async (decision) => {
    if (await ui.ask("say", { a: one.a, b: one.b, decision, note: ui.local[`note-${name}`] || "" })) ui.focus(`same-${name}`);
  };
  const side = (key, names) => h("td", {}, h("strong", {}, key), h("ul", {}, names.map((word) => h("li", {}, word))));
  return h("article", { class: "wb-pair", "data-pair": name, "aria-label": `${one.a}, ${one.b}` },
    h("table", {}, h("caption", {}, one.score === null ? ui.t("pairs.unscored") : ui.t("pairs.scored", { score: one.score.toFixed(2) }),
      " · ", ui.t(`pairs.is-${one.decision || "open"}`)),
      h("tbody", {}, h("tr", {}, side(one.a, one.names[0]), side(one.b, one.names[1])))),
    h("details", {}, h("summary", { key: `why-${name}` }, ui.t("pairs.reasons")), h("ul", {}, one.reasons.map((reason) =>
      h("li", {}, h("span", { class: "wb-weight" }, `${reason.weight > 0 ? "+" : ""}${reason.weight}`), ` ${reason.words}`)))),
    one.said.map((said) => h("p", {}, `${said.by}: ${ui.t(`pairs.is-${said.decision}`)}${said.note ? `, ${said.note}` : ""}`)),
    own ? h("button", { type: "button", key: `back-${name}`, onclick: () => ui.ask("take_back", { a: one.a, b: one.b }) }, ui.t("desk.undo"))
      : [ui.field(`note-${name}`, ui.t("pairs.note"), null),
        h("div", { class: "wb-acts" }, ui.state.decisions.map((decision) => h("button", { type: "button", key: `${decision}-${name}`,
          onclick: () => say(decision) }, ui.t(`pairs.is-${decision}`))))]);
}

function draw(ui) {
  const { pairs, open } = ui.state;
  return [h("p", {}, ui.t("pairs.counted", { all: pairs.length, open })), pairs.map((one) => pair(ui, one))];
}

export default desk(draw);
