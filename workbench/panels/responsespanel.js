import { desk, h } from "./desk.js";
import { opener, slider, trail } from "./trail.js";

const STEP = ["duty", "bearer", "about", "role", "title", "on", "finds", "by", "due", "source", "file", "quote", "note"];
const NEEDED = ["duty", "bearer", "role", "title", "source"];

// What is missing is asked for in words, and the place to say it gets the focus: nothing is chosen beforehand.
function missing(ui, names, before) {
  const open = names.find((name) => !ui.local[`${before}${name}`]);
  if (!open) return false;
  ui.say("", ui.t("responsespanel.first", { what: ui.t(`responsespanel.say-${open}`) }));
  const found = ui.root.querySelector(`[data-key="${before}${open}"], [data-key^="${before}${open}-"]`);
  if (found) found.focus();
  return true;
}

function empty(ui, names, before) {
  names.forEach((name) => (ui.local[`${before}${name}`] = ""));
  ui.redraw();
}

function text(ui, before, name, options, more) {
  return ui.field(`${before}${name}`, ui.t(`responsespanel.say-${name}`), options && [["", "–"], ...options], more);
}

// A step of a duty: which, whose, what, when, and whose word it is.
function stepped(ui) {
  const { choices } = ui.state;
  const send = async () => {
    if (missing(ui, NEEDED, "step-")) return;
    const given = Object.fromEntries(STEP.map((name) => [name, ui.local[`step-${name}`] || ""]));
    if (await ui.ask("record", given)) empty(ui, STEP.slice(3), "step-");
  };
  const dated = { placeholder: "2024-05-18" };
  return h("details", { open: !!ui.local.stepping, ontoggle: (event) => (ui.local.stepping = event.target.open) },
    h("summary", { key: "stepping" }, ui.t("responsespanel.step")),
    h("div", { class: "wb-columns" },
      h("div", {}, text(ui, "step-", "duty", choices.duties), text(ui, "step-", "bearer", choices.bodies), text(ui, "step-", "about"),
        ui.choice("step-role", ui.t("responsespanel.say-role"), choices.roles.map((one) => [one, ui.t(`responsespanel.say-${one}`)])),
        text(ui, "step-", "title"), text(ui, "step-", "on", null, dated)),
      h("div", {}, text(ui, "step-", "finds", choices.finds.map((one) => [one, ui.t(`responsespanel.finds-${one}`)])),
        text(ui, "step-", "by", choices.bodies), text(ui, "step-", "due", null, dated), text(ui, "step-", "source", choices.sources),
        text(ui, "step-", "file", choices.files), text(ui, "step-", "quote"), text(ui, "step-", "note"))),
    h("p", {}, ui.button("responsespanel.record", send, { key: "record" })));
}

// What the words of an answer say of an allegation: a coding by whoever reads them.
function answer(ui) {
  const { choices } = ui.state;
  const names = ["file", "quote", "indicator", "stance", "means", "subject"];
  const send = async () => {
    if (missing(ui, names, "says-")) return;
    if (await ui.ask("answered", Object.fromEntries(names.map((name) => [name, ui.local[`says-${name}`]])))) empty(ui, names.slice(1), "says-");
  };
  const pairs = (found, group) => found.map((one) => [one, ui.t(`coder.${group}-${one}`)]);
  return h("details", { open: !!ui.local.saying, ontoggle: (event) => (ui.local.saying = event.target.open) },
    h("summary", { key: "saying" }, ui.t("responsespanel.answer")),
    h("div", { class: "wb-columns" },
      h("div", {}, text(ui, "says-", "file", choices.files), text(ui, "says-", "quote"), text(ui, "says-", "indicator", choices.indicators)),
      h("div", {}, ui.choice("says-stance", ui.t("responsespanel.say-stance"), pairs(choices.stances, "stance")),
        text(ui, "says-", "means", pairs(choices.means, "means")), text(ui, "says-", "subject", choices.subjects))),
    h("p", {}, ui.button("responsespanel.record", send, { key: "record-answer" })));
}

// From a row to the form, with the duty, the institution and the run of it filled in: those are known, the rest is asked.
function onward(ui, run) {
  const begin = () => {
    Object.assign(ui.local, { stepping: true, "step-duty": run.duty, "step-bearer": run.bearer, "step-about": run.about });
    ui.redraw();
    ui.focus("step-role-notice");
  };
  return h("button", { type: "button", key: `step-${run.number}`, onclick: begin }, ui.t("responsespanel.next-step"));
}

function draw(ui) {
  const { rows, names, as_of, reminders, untouched, runs } = ui.state;
  const heads = [...names, "acts"].map((one) => ui.t(`responsespanel.${one}`));
  return [
    rows.length ? null : h("p", {}, ui.t("responsespanel.none")),
    h("p", {}, h("strong", {}, ui.t("responsespanel.stands", { day: as_of || "–" })), " ", h("span", { class: "wb-note" }, ui.t("responsespanel.rule"))),
    slider(ui),
    reminders.length ? h("div", { class: "wb-danger", role: "note" }, h("strong", {}, ui.t("responsespanel.next")), h("ul", {}, reminders.map((one) => h("li", {}, one)))) : null,
    trail(ui), stepped(ui), answer(ui),
    rows.length ? ui.table(ui.t("responsespanel.table", { count: rows.length }), heads, rows.map((row, at) =>
      [...row, h("div", { class: "wb-acts" }, opener(ui, `duty-${row[0]}`, ui.t("responsespanel.open"), "duty", { number: +row[0] }), onward(ui, runs[at]))])) : null,
    untouched.length ? h("details", {}, h("summary", { key: "untouched" }, ui.t("responsespanel.untouched", { count: untouched.length })),
      h("ul", {}, untouched.map((one) => h("li", {}, one)))) : null];
}

export default desk(draw);
