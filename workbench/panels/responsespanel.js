import { desk, h } from "./desk.js";
import { opener, slider, trail } from "./trail.js";

function draw(ui) {
  const { rows, names, as_of, reminders, untouched } = ui.state;
  if (!rows.length) return h("p", {}, ui.t("responsespanel.none"));
  const heads = [...names, "acts"].map((one) => ui.t(`responsespanel.${one}`));
  return [
    h("p", {}, h("strong", {}, ui.t("responsespanel.stands", { day: as_of || "–" })), " ", h("span", { class: "wb-note" }, ui.t("responsespanel.rule"))),
    slider(ui),
    reminders.length ? h("div", { class: "wb-danger", role: "note" }, h("strong", {}, ui.t("responsespanel.next")), h("ul", {}, reminders.map((one) => h("li", {}, one)))) : null,
    trail(ui),
    ui.table(ui.t("responsespanel.table", { count: rows.length }), heads, rows.map((row) =>
      [...row, opener(ui, `duty-${row[0]}`, ui.t("responsespanel.open"), "duty", { number: +row[0] })])),
    untouched.length ? h("details", {}, h("summary", { key: "untouched" }, ui.t("responsespanel.untouched", { count: untouched.length })),
      h("ul", {}, untouched.map((one) => h("li", {}, one)))) : null];
}

export default desk(draw);
