import { desk, h } from "./desk.js";

const PIECE = 1 << 20;

// Dangers are asked about before anything else: the form stands first, and says of whom nobody has asked.
function dangers(ui) {
  const { workers, flags } = ui.state;
  const open = workers.filter((one) => !one.asked).map((one) => one.worker);
  const told = workers.filter((one) => one.flags.length);
  const boxes = h("fieldset", { class: "wb-choice" }, h("legend", {}, ui.t("intake.flags")),
    flags.map((flag) => h("label", {}, h("input", { type: "checkbox", value: flag, key: `flag-${flag}`,
      checked: !!ui.local[`flag-${flag}`], onchange: (event) => (ui.local[`flag-${flag}`] = event.target.checked) }),
      ui.t(`danger.${flag}`))));
  const send = async () => {
    const given = Object.fromEntries(["channel", "hours", "may_say", "referral"].map((name) => [name, ui.local[name] || ""]));
    const chosen = flags.filter((flag) => ui.local[`flag-${flag}`]);
    if (await ui.ask("asked", { worker: ui.local.worker || "", asked: ui.local.asked || "", flags: chosen, ...given })) {
      flags.forEach((flag) => (ui.local[`flag-${flag}`] = false));
      ui.redraw();
    }
  };
  return [
    h("div", { class: "wb-danger", role: "note" },
      told.length ? h("p", {}, h("strong", {}, ui.t("intake.danger"), " "), told.map((one) => `${one.worker}: ${one.flags.map((flag) => ui.t(`danger.${flag}`)).join(", ")}`).join("; ")) : null,
      h("p", {}, open.length ? ui.t("intake.unasked", { count: open.length, workers: open.slice(0, 8).join(", ") }) : ui.t("intake.all-asked"))),
    h("details", { open: !!ui.local.dangers, ontoggle: (event) => (ui.local.dangers = event.target.open) },
      h("summary", { key: "dangers" }, ui.t("intake.record-danger")),
      ui.field("worker", ui.t("intake.worker"), [["", "–"], ...workers.map((one) => [one.worker, one.worker])]),
      ui.field("asked", ui.t("intake.day"), null, { placeholder: "2024-05-18" }), boxes,
      ui.field("channel", ui.t("intake.channel"), null), ui.field("hours", ui.t("intake.hours"), null),
      ui.field("may_say", ui.t("intake.may-say"), null), ui.field("referral", ui.t("intake.referral"), null),
      ui.button("intake.record", send, { key: "record-danger" })),
  ];
}

// Every file of what was dropped, folders too, under the names that they have in there.
async function unfolded(transfer) {
  const entries = [...transfer.items].map((one) => one.webkitGetAsEntry && one.webkitGetAsEntry()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => [file.name, file]);
  const found = [];
  const walk = async (entry, before) => {
    if (entry.isFile) {
      found.push([before + entry.name, await new Promise((done, failed) => entry.file(done, failed))]);
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return;
      for (const one of some) await walk(one, `${before}${entry.name}/`);
    }
  };
  for (const entry of entries) await walk(entry, "");
  return found;
}

async function hand(ui, files) {
  let number = 0;
  for (const [name, file] of files) {
    number += 1;
    ui.live.textContent = ui.t("intake.handing", { name, number, all: files.length });
    let at = 0;
    do {
      const piece = await file.slice(at, at + PIECE).arrayBuffer();
      const given = { name, at, changed: file.lastModified / 1000 };
      if (!(await ui.ask("piece", given, [new DataView(piece)]))) return;
      at += PIECE;
    } while (at < file.size);
  }
  await ui.ask("take", { source: (ui.local["new-source"] || ui.local.source || "").trim() });
}

function drop(ui) {
  const input = h("input", { type: "file", multiple: true, key: "files", id: `${ui.own}-files`,
    onchange: (event) => hand(ui, [...event.target.files].map((file) => [file.name, file])) });
  const zone = h("div", { class: "wb-drop" }, h("label", { for: `${ui.own}-files` }, ui.t("intake.drop")), input);
  zone.addEventListener("dragover", (event) => { event.preventDefault(); event.stopPropagation(); zone.classList.add("wb-over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("wb-over"));
  zone.addEventListener("drop", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    zone.classList.remove("wb-over");
    hand(ui, await unfolded(event.dataTransfer));
  });
  return zone;
}

function draw(ui) {
  const { sources, items, outcomes, refused, all } = ui.state;
  const heads = ["file", "kind", "outcome", "reasons", "digest"].map((name) => ui.t(`intake.${name}`));
  const counted = Object.entries(outcomes).map(([name, count]) => `${ui.t(`intake.was-${name}`)} ${count}`).join(", ");
  return [dangers(ui),
    h("div", { class: "wb-columns" },
      ui.field("source", ui.t("intake.source"), [["", ui.t("intake.no-source")], ...sources]),
      ui.field("new-source", ui.t("intake.new-source"), null)),
    drop(ui),
    refused.length ? ui.table(ui.t("intake.refused"), [ui.t("intake.file"), ui.t("intake.reasons")],
      refused.map((one) => [one.path, one.message])) : null,
    h("p", {}, ui.t("intake.counted", { all }), " ", counted),
    ui.table(ui.t("intake.items", { shown: items.length, all }), heads,
      items.map((one) => [one.name, one.kind, ui.t(`intake.was-${one.outcome}`), one.reasons.join("; "),
        h("code", {}, one.sha256.slice(0, 16), "…")]), { "data-scroll": "items" })];
}

export default desk(draw);
