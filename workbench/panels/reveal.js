import { danger } from "./coding.js";
import { desk, h } from "./desk.js";

// The names stand in the page alone, and only until they are hidden: they are never the value of a field.
function names(ui) {
  const { named } = ui.state;
  if (!named) return null;
  const hide = async () => {
    await ui.ask("hide");
    ui.focus("reason");
  };
  return h("section", { class: "wb-named", "aria-label": ui.t("reveal.names", { whom: named.key }) },
    h("h3", { tabindex: "-1", key: "named" }, ui.t("reveal.names", { whom: named.key })),
    h("ul", {}, named.names.map((one) => h("li", {}, one))),
    h("p", { class: "wb-note" }, ui.t("reveal.where")),
    h("p", {}, ui.button("reveal.hide", hide, { key: "hide" })));
}

function draw(ui) {
  const { people, asked, looks } = ui.state;
  ui.local.person ??= asked;
  const show = async () => {
    const { person, reason } = ui.local;
    if (!person) {
      ui.say("", ui.t("reveal.person-first"));
      return ui.focus("person");
    }
    if (!(reason || "").trim()) {
      ui.say("", ui.t("reveal.reason-first"));
      return ui.focus("reason");
    }
    if (await ui.ask("ask_for", { key: person, reason })) {
      ui.local.reason = "";
      ui.redraw();
      ui.focus("named");
    }
  };
  const typed = { onkeydown: (event) => { if (event.key === "Enter") show(); } };
  return [
    danger(ui),
    h("p", {}, ui.t("reveal.about")),
    h("div", { class: "wb-columns" }, ui.field("person", ui.t("reveal.person"), [["", "–"], ...people]),
      ui.field("reason", ui.t("reveal.reason-for"), null, typed)),
    h("p", {}, ui.button("reveal.show", show, { key: "show" })),
    names(ui),
    ui.table(ui.t("reveal.looks"), ["at", "by", "whom", "reason"].map((name) => ui.t(`reveal.${name}`)), looks,
      { "data-scroll": "looks" })];
}

export default desk(draw);
