import { desk, h } from "./desk.js";
import { chooser, opener, slider, trail } from "./trail.js";

function items(ui) {
  const { items: all, choices } = ui.state;
  const heads = ["group", "item", "state", "decides", "suppose"].map((one) => ui.t(`determinationpanel.${one}`));
  return ui.table(ui.t("determinationpanel.items"), heads, all.map((one) => {
    const id = `${ui.own}-suppose-${one.id}`;
    const label = ui.t(`state.${one.state}`) + (one.origins ? ` (${one.origins})` : "");
    return { attributes: { "data-item": one.id, class: one.decides ? "wb-decides" : null }, cells: [one.group, one.label,
      one.state === "not-assessed" ? label : opener(ui, `item-${one.id}`, label, "item", { item: one.id }),
      one.decides ? h("strong", {}, `◆ ${ui.t("determinationpanel.decides-yes")}`) : "",
      [h("label", { for: id, class: "wb-hidden" }, `${ui.t("determinationpanel.suppose")}: ${one.label}`),
        h("select", { id, key: `suppose-${one.id}`, onchange: (event) => ui.ask("suppose", { item: one.id, state: event.target.value }) },
          [["", "–"], ...choices.tried.map((state) => [state, ui.t(`state.${state}`)])].map(([value, words]) =>
            h("option", { value, selected: value === (one.assumed || "") }, words)))]] };
  }));
}

function draw(ui) {
  const { answer, choices } = ui.state;
  if (!answer) return h("p", {}, ui.t("determinationpanel.nobody"));
  return [
    h("p", { class: "wb-note" }, ui.t("determinationpanel.inside")),
    h("div", { class: "wb-columns" },
      chooser(ui, "worker", ui.t("determinationpanel.worker"), choices.workers.map((one) => [one, one]), choices.worker, "person"),
      chooser(ui, "framework", ui.t("determinationpanel.framework"), choices.frameworks, choices.framework, "under")),
    slider(ui),
    h("div", { class: "wb-verdict" }, h("strong", {}, `${choices.worker}: ${answer.verdict}`),
      answer.assumed ? h("p", { class: "wb-danger" }, ui.t("determinationpanel.tried", { count: answer.assumed })) : null,
      h("p", {}, ui.t(answer.deciding ? "determinationpanel.would" : "determinationpanel.none-would", { count: answer.deciding })),
      answer.sets.length ? h("p", {}, answer.sets.map(([name, value]) => `${name}: ${value}`).join("; ")) : null),
    h("p", {}, answer.rule), items(ui), trail(ui),
    h("details", {}, h("summary", { key: "rule" }, ui.t("determinationpanel.rule")),
      h("ul", {}, [...answer.notes, ...answer.sources].map((one) => h("li", {}, one))))];
}

export default desk(draw);
