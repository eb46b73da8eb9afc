import { h, select, selectedIn } from "./desk.js";

// A text in which words are marked, by mouse, by keys or by a screen reader; what is marked stands in `ui.local.at`, in
// code points. Enter leads to what `ui.onward` names.

// The words of an item as one element that a caret moves through: it can be selected in like any text field, by mouse,
// keyboard or screen reader, and it refuses every change.
export function words(ui, found, label, keyed) {
  const { item } = ui.state;
  const letters = Array.from(item.text);
  const placed = found.map((one, at) => [at + 1, one]).filter(([, one]) => one.start !== null);
  const ends = [...new Set([0, letters.length, ...placed.flatMap(([, one]) => [one.start, one.end])])].sort((a, b) => a - b);
  const parts = ends.slice(0, -1).map((begin, at) => {
    const text = letters.slice(begin, ends[at + 1]).join("");
    const over = placed.filter(([, one]) => one.start <= begin && begin < one.end);
    if (!over.length) return text;
    const closing = over.filter(([, one]) => one.end === ends[at + 1]).map(([n]) => n);
    return h("mark", { class: `wb-mark wb-${over[0][1].stance}`, "data-n": closing.join(" "),
                       "data-codings": over.map(([, one]) => one.id).join(" "), lang: over[0][1].lang || null }, text);
  });
  return h("div", { class: "wb-words", contenteditable: "true", role: "textbox", "aria-multiline": "true",
    "aria-readonly": "true", "aria-label": label, spellcheck: "false", tabindex: "0", lang: item.lang, key: "words",
    "data-scroll": "words", translate: "no",
    onbeforeinput: (event) => event.preventDefault(), ondrop: (event) => event.preventDefault(),
    oncompositionstart: (event) => event.target.blur(),
    onkeydown: (event) => {
      if (keyed && keyed(event)) return;
      if (event.key !== "Enter") return;
      event.preventDefault();
      ui.watching();
      ui.focus(ui.onward);
    } }, parts);
}

export function chosen(ui, marked, nothing) {
  const out = h("output", { class: "wb-chosen", key: "chosen", lang: ui.state.item.lang });
  ui.showChosen = () => {
    const at = ui.local.at;
    out.textContent = at ? Array.from(ui.state.item.text).slice(...at).join("") : nothing;
    out.dataset.start = at ? at[0] : "";
    out.dataset.end = at ? at[1] : "";
  };
  ui.showChosen();
  return h("p", {}, h("strong", {}, marked, " "), out);
}

// Remembers what is marked while the caret is in the words; a press elsewhere must not lose it.
export function watch(ui) {
  if (ui.watching) return;
  ui.watching = () => {
    const root = ui.root.querySelector(".wb-words");
    if (!root || document.activeElement !== root) return;
    ui.local.at = selectedIn(root);
    ui.showChosen();
  };
  document.addEventListener("selectionchange", ui.watching);
}

export function goTo(ui, place, key, label) {
  if (place.start === null) return null;
  return h("button", { type: "button", key: `go-${key}`, onclick: () => {
    const root = ui.root.querySelector(".wb-words");
    root.focus();
    select(root, place.start, place.end);
    const anchor = document.getSelection().getRangeAt(0).startContainer.parentElement;
    if (anchor) anchor.scrollIntoView({ block: "nearest" });
  } }, label || ui.t("coder.go"));
}
