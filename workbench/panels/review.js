import { desk, h } from "./desk.js";

function finding(ui, one) {
  const open = () => {
    ui.local.target = one.remedy.target;
    ui.local.act = "";
    ui.redraw();
    ui.focus("act");
  };
  return { attributes: { "data-finding": one.code }, cells: [
    h("strong", {}, one.severity === "error" ? "✗ " : "! ", ui.t(`review.is-${one.severity}`)), one.subject, one.message,
    h("ol", {}, one.path.map((step) => h("li", {}, step))), one.remedy.words,
    h("div", { class: "wb-acts" },
      h("button", { type: "button", key: `remedy-${one.n}`, onclick: () => ui.ask("remedy", { n: one.n }) }, ui.t("review.apply")),
      h("button", { type: "button", key: `decide-${one.n}`, onclick: open }, ui.t("review.other"))) ] };
}

function decision(ui) {
  const { acts } = ui.state;
  const send = async () => {
    const { target, act, reason, everybody } = ui.local;
    if (!act) return ui.say("", ui.t("review.act-first"));
    if (await ui.ask("decide", { target: target || "", act, reason: reason || "", everybody: !!everybody })) {
      ui.local.reason = ui.local.target = "";
      ui.redraw();
    }
  };
  return h("details", { open: !!ui.local.target || !!ui.local.deciding, ontoggle: (event) => (ui.local.deciding = event.target.open) },
    h("summary", { key: "deciding" }, ui.t("review.decide")),
    ui.field("target", ui.t("review.target"), null),
    ui.field("act", ui.t("review.act"), [["", "–"], ...acts.map((name) => [name, ui.t(`review.act-${name}`)])]),
    ui.field("reason", ui.t("review.reason"), null),
    h("label", {}, h("input", { type: "checkbox", key: "everybody", checked: !!ui.local.everybody,
      onchange: (event) => (ui.local.everybody = event.target.checked) }), ui.t("review.everybody")),
    h("p", {}, ui.button("review.record", send, { key: "record" })));
}

function draw(ui) {
  const { audiences, audience, purpose, ok, sentence, findings, noticed, decisions } = ui.state;
  ui.local.audience = audience;
  ui.local.purpose ??= purpose;
  const again = () => ui.ask("ask_for", { audience: ui.local.audience, purpose: ui.local.purpose || "" });
  const list = ui.field("audience", ui.t("review.audience"), audiences,
    { onchange: (event) => { ui.local.audience = event.target.value; again(); } });
  const heads = ["severity", "subject", "finding", "path", "remedy", "acts"].map((name) => ui.t(`review.${name}`));
  return [
    h("div", { class: "wb-columns" }, list, ui.field("purpose", ui.t("review.purpose"), null, { onchange: again })),
    h("p", { class: ok ? "wb-fine" : "wb-stop" }, h("strong", {}, ok ? "✓ " : "✗ ", sentence)),
    findings.length ? [ok ? null : h("p", {}, ui.button("review.apply-all", () => ui.ask("remedy"), { key: "all" })),
      ui.table(ui.t("review.findings"), heads, findings.map((one) => finding(ui, one)), { "data-scroll": "findings" })] : null,
    decision(ui),
    noticed.length ? h("details", {}, h("summary", { key: "noticed" }, ui.t("review.noticed")),
      h("ul", {}, noticed.map(([message, count]) => h("li", {}, `${count} × ${message}`)))) : null,
    ui.table(ui.t("review.decisions"), ["target", "act", "reason", "for", "by", "acts"].map((name) => ui.t(`review.${name}`)),
      decisions.map((one) => [one.target, ui.t(`review.act-${one.act}`), one.reason, one.audience || ui.t("review.all"), one.by,
        h("button", { type: "button", key: `undo-${one.id}`, onclick: () => ui.ask("undo", { event: one.id }) }, ui.t("desk.undo"))]),
      { "data-scroll": "decisions" })];
}

export default desk(draw);
