import { desk, h } from "./desk.js";

function draw(ui) {
  const { audiences, audience, languages, told, made, receipts } = ui.state;
  ui.local.audience ??= audience;
  ui.local.language ??= "en";
  const asked = () => ({ audience: ui.local.audience, purpose: ui.local.purpose || "" });
  const language = () => ({ ...asked(), language: ui.local.language });
  const preview = async () => {
    if (!(await ui.ask("preview", language()))) return;
    ui.local.preview = new TextDecoder().decode(ui.attached[0]);
    ui.redraw();
  };
  const write = () => ui.ask("write", { ...language(), out: ui.local.out || "", recipient: ui.local.recipient || "" });
  // The pages of a dossier are our own markup, shown where nothing of them can run or reach the notebook.
  const frame = ui.local.preview && h("iframe", { class: "wb-preview", sandbox: "", title: ui.t("release.preview"),
    srcdoc: ui.local.preview, key: "preview" });
  return [
    h("div", { class: "wb-columns" },
      ui.field("audience", ui.t("release.audience"), audiences),
      ui.field("purpose", ui.t("release.purpose"), null),
      ui.field("recipient", ui.t("release.recipient"), null),
      ui.field("language", ui.t("release.language"), languages.map((tag) => [tag, tag])),
      ui.field("out", ui.t("release.folder"), null)),
    h("p", { class: "wb-acts" },
      ui.button("release.check", () => ui.ask("check", asked()), { key: "check" }),
      ui.button("release.preview", preview, { key: "look" }),
      ui.button("release.write", write, { key: "write" })),
    told ? h("div", { class: told.ok ? "wb-fine" : "wb-stop" }, h("p", {}, h("strong", {}, told.ok ? "✓ " : "✗ ", told.sentence)),
      h("ul", {}, told.errors.map((one) => h("li", {}, `${one.message}: ${one.remedy}`)))) : null,
    frame || null,
    made.length ? ui.table(ui.t("release.files"), [ui.t("release.file"), "SHA-256"],
      made.map(([path, digest]) => [path, h("code", {}, digest)]), { "data-scroll": "made" }) : null,
    ui.table(ui.t("release.receipts"), ["id", "for", "recipient-of", "at", "tell"].map((name) => ui.t(`release.${name}`)),
      receipts.map((one) => [h("code", {}, one.id), one.audience, one.recipient, one.at, one.tell.join(", ")]))];
}

export default desk(draw);
