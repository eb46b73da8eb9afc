import { awaken, PATIENCE, READING, SILENT } from "./awake.js";

// What every panel stands on: elements, code points, fields, the live region, focus, and messages to the kernel and back.
// No text ever becomes markup here: everything that is shown goes through textContent.

export function h(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "key") made.dataset.key = value;
    else if (name in made && typeof value !== "string") made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(9)) {
    if (child === null || child === undefined || child === false) continue;
    made.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return made;
}

// Offsets are Unicode code points everywhere but in the DOM, which counts UTF-16 units: one emoji is one and two.
export function points(text) {
  return Array.from(text).length;
}

// Where a point of the DOM (a node and an offset in it) stands in the text of `root`, in code points. A point inside a
// pair of units is moved to the side that `toEnd` names, so that half a letter is never marked.
export function pointIn(root, node, offset, toEnd) {
  const range = document.createRange();
  range.selectNodeContents(root);
  range.setEnd(node, offset);
  const before = range.toString();
  const last = before.charCodeAt(before.length - 1);
  const split = last >= 0xd800 && last <= 0xdbff;
  return points(before) - (split && !toEnd ? 1 : 0);
}

// The selection inside `root` as [start, end] in code points, or null.
export function selectedIn(root) {
  const selection = root.getRootNode().getSelection ? root.getRootNode().getSelection() : document.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return null;
  const start = pointIn(root, range.startContainer, range.startOffset, false);
  const end = pointIn(root, range.endContainer, range.endOffset, true);
  return start < end ? [start, end] : null;
}

// Selects [start, end] (code points) in `root`, and puts the caret there.
export function select(root, start, end) {
  const place = (at) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let left = at;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const letters = Array.from(node.data);
      if (left <= letters.length) return [node, letters.slice(0, left).join("").length];
      left -= letters.length;
    }
    return [root, root.childNodes.length];
  };
  document.getSelection().setBaseAndExtent(...place(start), ...place(end));
}

export class Desk {
  constructor(model, el, draw) {
    this.model = model;
    this.draw = draw;
    this.state = {};
    this.local = {};
    this.waiting = new Map();
    this.own = Math.random().toString(36).slice(2);
    this.count = 0;
    this.first = h("p", { class: "wb-note", lang: "en" }, READING);
    this.live = h("div", { class: "wb-said", role: "status", "aria-live": "polite" });
    this.wrong = h("div", { class: "wb-wrong", role: "alert" });
    this.bar = h("div", { class: "wb-bar" });
    this.body = h("div", { class: "wb-body" });
    this.root = h("section", { class: "wb-desk" }, this.bar, h("div", { class: "wb-told" }, this.first, this.live, this.wrong), this.body);
    // Lab's own shortcuts are single letters: inside a panel a letter must never cut a cell away. Lab looks for this mark
    // on the element that has the focus, before it looks at those around it.
    this.root.addEventListener("focusin", (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true"));
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    el.append(this.root);
    this.heard = (message, buffers) => this.hear(message, buffers);
    model.on("msg:custom", this.heard);
    this.ask("look", {});
    this.deaf = setTimeout(() => awaken(model, () => {
      this.waiting.clear();
      this.ask("look", {});
    }), PATIENCE);
  }

  // Whoever presses is not left without a word where nothing comes back.
  patient() {
    clearTimeout(this.patience);
    this.patience = setTimeout(() => {
      this.first.textContent = this.state.words ? this.t("desk.silent") : SILENT;
      this.live.before(this.first);
    }, 2 * PATIENCE);
  }

  stop() {
    clearTimeout(this.patience);
    clearTimeout(this.deaf);
    this.model.off("msg:custom", this.heard);
  }

  // Asks the kernel for an act; resolves with true where it was done.
  ask(name, given, buffers) {
    const n = `${this.own}-${++this.count}`;
    this.root.setAttribute("aria-busy", "true");
    this.patient();
    this.model.send({ n, do: name, given: given || {} }, undefined, buffers);
    return new Promise((resolve) => this.waiting.set(n, resolve));
  }

  hear(message, buffers) {
    if (buffers && buffers.length) this.attached = buffers;
    clearTimeout(this.deaf);
    if (message.progress && this.waiting.has(message.n)) {
      this.patient();
      return void (this.live.textContent = message.progress);
    }
    if (message.state) Object.assign(this.state, message.state);
    const resolve = this.waiting.get(message.n);
    this.waiting.delete(message.n);
    if (!this.waiting.size) {
      this.root.removeAttribute("aria-busy");
      clearTimeout(this.patience);
      this.first.remove();
    }
    if (message.state) this.redraw();
    if (resolve) {
      if (message.wrong || message.said) this.say(message.said || "", message.wrong || "");
      resolve(!message.wrong);
    }
  }

  say(said, wrong) {
    // Cleared first: the same sentence twice has to be read out twice.
    this.live.textContent = this.wrong.textContent = "";
    requestAnimationFrame(() => {
      this.live.textContent = said;
      this.wrong.textContent = wrong || "";
    });
  }

  t(key, values) {
    const words = (this.state.words || { words: {} }).words[key] || key;
    return words.replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? values[name] : whole));
  }

  // Draws everything from the state; focus, caret and scrolling stay where they were.
  redraw() {
    const held = this.root.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const scrolled = [...this.root.querySelectorAll("[data-scroll]")].map((one) => [one.dataset.scroll, one.scrollTop]);
    this.root.lang = this.state.words.lang;
    this.root.setAttribute("aria-label", this.t(`${this.state.frame.page}.title`));
    this.bar.replaceChildren(...this.furniture());
    this.fill([this.draw(this)].flat(9).filter(Boolean));
    for (const [name, top] of scrolled) {
      const found = this.root.querySelector(`[data-scroll="${CSS.escape(name)}"]`);
      if (found) found.scrollTop = top;
    }
    if (held) this.focus(held);
  }

  // A part that a panel gives again as it was stays in its place: a large table must not be laid out anew.
  fill(parts) {
    const next = parts.map((one) => (one instanceof Node ? one : document.createTextNode(String(one))));
    const kept = new Set(next);
    [...this.body.childNodes].forEach((one) => { if (!kept.has(one)) one.remove(); });
    next.forEach((one, at) => {
      if (this.body.childNodes[at] !== one) this.body.insertBefore(one, this.body.childNodes[at] || null);
    });
  }

  focus(key) {
    const found = this.root.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (found && found !== document.activeElement) found.focus({ preventScroll: true });
  }

  furniture() {
    const { frame, words } = this.state;
    return [
      h("strong", { class: "wb-title" }, this.t(`${frame.page}.title`)),
      h("span", { class: "wb-case" }, `${frame.case} · ${frame.agent || this.t("desk.nobody")}`),
      words.reviewed ? null : h("span", { class: "wb-note" }, this.t("desk.unreviewed")),
      this.button("desk.undo", () => this.ask("undo"), { key: "undo", disabled: !frame.undo }),
      this.button("desk.redo", () => this.ask("redo"), { key: "redo", disabled: !frame.redo }),
      this.button("desk.refresh", () => this.ask("again"), { key: "again" }),
    ].filter(Boolean);
  }

  pressed(event) {
    const typing = event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) {
      event.preventDefault();
      this.ask(event.shiftKey ? "redo" : "undo");
    }
  }

  button(key, press, more) {
    return h("button", { type: "button", onclick: press, ...more }, this.t(key));
  }

  // A labelled select, or a text input where there are no options; what was chosen stays in `local` until it is sent.
  field(name, label, options, more) {
    const id = `${this.own}-${name}`;
    const keep = (event) => (this.local[name] = event.target.value);
    const value = this.local[name] ?? "";
    const made = options
      ? h("select", { id, key: name, onchange: keep, ...more },
          options.map(([key, words]) => h("option", { value: key, selected: key === value }, words)))
      : h("input", { id, key: name, type: "text", value, oninput: keep, autocomplete: "off", ...more });
    return h("div", { class: "wb-field" }, h("label", { for: id }, label), made);
  }

  // A group of radio buttons.
  choice(name, label, options, chosen) {
    return h("fieldset", { class: "wb-choice" }, h("legend", {}, label),
      options.map(([key, words]) => h("label", {},
        h("input", { type: "radio", name: `${this.own}-${name}`, key: `${name}-${key}`, value: key,
                     checked: this.local[name] === key,
                     onchange: () => { this.local[name] = key; if (chosen) chosen(key); } }), words)));
  }

  // A table with a caption and scoped headers; a cell is text or a node.
  table(caption, headers, rows, more) {
    return h("div", { class: "wb-scroll", tabindex: "0", role: "region", "aria-label": caption, ...more },
      h("table", {}, h("caption", {}, caption),
        h("thead", {}, h("tr", {}, headers.map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, rows.map((row) => h("tr", row.attributes || {},
          (row.cells || row).map((cell) => h("td", {}, cell)))))));
  }
}

export function desk(draw) {
  return {
    render({ model, el }) {
      const made = new Desk(model, el, draw);
      return () => made.stop();
    },
  };
}
