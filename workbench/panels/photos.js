import { begin, coded, danger, form, stanceKey } from "./coding.js";
import { desk, h } from "./desk.js";
import { load, numbers, stage } from "./region.js";

function picture(ui) {
  const { item, codings } = ui.state;
  const boxes = codings.map((one, at) => [at + 1, one.region, { "data-region": one.id }]).filter(([, region]) => region.length);
  return stage(ui, ui.t("photos.keys"), ui.t("photos.picture", { name: item.name }), boxes, (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      ui.focus("search");
    } else if (!stanceKey(ui, event)) return false;
    return true;
  });
}

function facts(ui) {
  const { item } = ui.state;
  const heads = [ui.t("photos.fact"), ui.t("photos.said")];
  return [
    item.inset ? h("img", { class: "wb-inset", alt: item.inset.alt,
      src: `data:image/svg+xml,${encodeURIComponent(item.inset.svg)}` }) : h("p", {}, ui.t("photos.nowhere")),
    ui.table(ui.t("photos.facts"), heads, item.facts, { "data-scroll": "facts" }),
    h("details", {}, h("summary", { key: "tags" }, ui.t("photos.tags")), ui.table(ui.t("photos.tags"), heads, item.tags)),
  ];
}

function draw(ui) {
  const { photographs, item } = ui.state;
  if (!item) return h("p", {}, ui.t("photos.none"));
  begin(ui, item);
  ui.local.framework = ui.state.fixed.framework;
  ui.back = "stage";
  ui.where = () => (ui.local.region ? { region: ui.local.region } : {});
  ui.saved = () => {
    ui.local.region = null;
    ui.redraw();
    ui.focus("stage");
  };
  load(ui, item.id, "see");
  const list = ui.field("photo", ui.t("photos.photo"), photographs.map((one) => [one.id, `${one.name} (${one.codings})`]),
    { onchange: (event) => ui.ask("turn", { item: event.target.value }) });
  list.querySelector("select").value = item.id;
  const at = photographs.findIndex((one) => one.id === item.id);
  const turn = (way) => photographs[at + way] && ui.ask("turn", { item: photographs[at + way].id });
  const goTo = (desk, one, key) => one.region.length ? h("button", { type: "button", key: `go-${key}`, onclick: () => {
    ui.local.region = [...one.region];
    ui.redraw();
    ui.focus("stage");
  } }, ui.t("photos.go")) : null;
  return [danger(ui), list,
    h("p", { class: "wb-acts" },
      ui.button("photos.before", () => turn(-1), { key: "before", disabled: at <= 0 }),
      ui.button("photos.next", () => turn(1), { key: "next", disabled: at >= photographs.length - 1 })),
    h("div", { class: "wb-columns" },
      h("div", {}, picture(ui), h("p", { class: "wb-note" }, ui.t("photos.keys")), facts(ui)),
      form(ui, numbers(ui, ui.t("photos.whole")))),
    coded(ui, goTo)];
}

export default desk(draw);
