import { h } from "./desk.js";

// A drawing that one moves over and nears: by mouse, by wheel, by keys. It draws when something changed, never in a loop.
export class Sheet {
  constructor(key, high) {
    this.most = this.high = high;
    this.at = [0, 0];
    this.zoom = 1;
    this.bounds = [0, 0, 100, 100];
    this.paint = () => {};
    this.hit = () => null;
    this.pressed = () => {};
    this.canvas = h("canvas", { class: "wb-canvas", role: "img", tabindex: "0", key });
    this.canvas.style.height = `${high}px`;
    this.node = h("div", {}, this.canvas);
    this.context = this.canvas.getContext("2d");
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    this.canvas.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && document.activeElement !== this.canvas) return;
      event.preventDefault();
      this.near(event.deltaY < 0 ? 1.15 : 1 / 1.15, event.offsetX, event.offsetY);
    }, { passive: false });
    this.canvas.addEventListener("pointerdown", (event) => this.down(event));
    new ResizeObserver(() => { if (!this.moved) this.fit(); this.later(); }).observe(this.canvas);
  }

  label(words) { this.canvas.setAttribute("aria-label", words); }

  get wide() { return this.canvas.clientWidth || 800; }

  // Everything in sight, once it is known how much room there is; a flat picture takes less of the page.
  fit() {
    const [left, top, right, bottom] = this.bounds;
    this.high = Math.round(Math.min(this.most, Math.max(260, (this.wide * (bottom - top)) / (right - left))));
    this.canvas.style.height = `${this.high}px`;
    this.zoom = Math.min(this.wide / (right - left), this.high / (bottom - top), 1.4);
    this.at = [(left + right) / 2, (top + bottom) / 2];
    this.moved = this.moving = false;
    this.kept = null;
    this.later();
  }

  near(times, x, y) {
    const [px, py] = [x ?? this.wide / 2, y ?? this.high / 2];
    const before = this.ground(px, py);
    this.zoom = Math.min(8, Math.max(0.02, this.zoom * times));
    const after = this.ground(px, py);
    this.move(before[0] - after[0], before[1] - after[1]);
  }

  move(x, y) {
    this.at = [this.at[0] + x, this.at[1] + y];
    this.moved = this.moving = true;
    this.later();
  }

  ground(x, y) {
    return [this.at[0] + (x - this.wide / 2) / this.zoom, this.at[1] + (y - this.high / 2) / this.zoom];
  }

  later() {
    if (this.due) return;
    this.due = true;
    requestAnimationFrame(() => {
      this.due = false;
      if (!this.moving || !this.kept || !this.slow) return this.draw();
      this.slide();
      clearTimeout(this.rest);
      this.rest = setTimeout(() => { this.moving = false; this.later(); }, 150);
    });
  }

  draw() {
    const ratio = window.devicePixelRatio || 1;
    const { wide, high, canvas, context } = this;
    if (canvas.width !== Math.round(wide * ratio) || canvas.height !== Math.round(high * ratio)) {
      canvas.width = Math.round(wide * ratio);
      canvas.height = Math.round(high * ratio);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = "#fff";
    context.fillRect(0, 0, wide, high);
    context.setTransform(ratio * this.zoom, 0, 0, ratio * this.zoom,
      ratio * (wide / 2 - this.at[0] * this.zoom), ratio * (high / 2 - this.at[1] * this.zoom));
    const begun = performance.now();
    this.paint(context, this.zoom, [...this.ground(0, 0), ...this.ground(wide, high)]);
    this.slow = performance.now() - begun > 12;
    if (this.slow) this.keep();
  }

  // What takes long to draw is drawn once: while it moves, the picture of it moves, and is drawn anew when it rests.
  keep() {
    const { canvas } = this;
    const kept = this.kept?.picture || document.createElement("canvas");
    kept.width = canvas.width;
    kept.height = canvas.height;
    kept.getContext("2d").drawImage(canvas, 0, 0);
    this.kept = { picture: kept, at: this.at, zoom: this.zoom, wide: this.wide, high: this.high };
  }

  slide() {
    const { canvas, context, kept } = this;
    const ratio = canvas.width / kept.wide, times = this.zoom / kept.zoom;
    const left = this.wide / 2 + (kept.at[0] - this.at[0]) * this.zoom - (kept.wide / 2) * times;
    const top = this.high / 2 + (kept.at[1] - this.at[1]) * this.zoom - (kept.high / 2) * times;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(kept.picture, left * ratio, top * ratio, canvas.width * times, canvas.height * times);
  }

  // Words in the middle of a place, broken into at most so many lines; what does not fit ends in dots.
  words(text, x, y, wide, most) {
    const { context } = this;
    context.font = "15px sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = "#1a1a1a";
    const lines = [""];
    for (const word of String(text).split(" ")) {
      const longer = `${lines[lines.length - 1]} ${word}`.trim();
      if (context.measureText(longer).width <= wide || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    const kept = lines.slice(0, most);
    if (lines.length > most) kept[most - 1] += " …";
    kept.forEach((line, at) => context.fillText(line, x, y + (at - (kept.length - 1) / 2) * 17, wide + 8));
  }

  badge(text, x, y) {
    const { context } = this;
    context.font = "bold 14px sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    const wide = context.measureText(text).width + 6;
    context.fillStyle = "#fff";
    context.fillRect(x - wide / 2, y - 9, wide, 18);
    context.fillStyle = "#0b5394";
    context.fillText(text, x, y);
  }

  key(event) {
    const step = 60 / this.zoom;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (moves[event.key]) this.move(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") this.near(1.25);
    else if (event.key === "-") this.near(0.8);
    else if (event.key === "0") this.fit();
    else return;
    event.preventDefault();
  }

  down(event) {
    const begin = [event.clientX, event.clientY], from = this.at;
    let far = false;
    this.canvas.setPointerCapture(event.pointerId);
    const move = (now) => {
      const by = [now.clientX - begin[0], now.clientY - begin[1]];
      far = far || Math.hypot(...by) > 4;
      if (far) { this.at = from; this.move(-by[0] / this.zoom, -by[1] / this.zoom); }
    };
    const up = (now) => {
      this.canvas.removeEventListener("pointermove", move);
      const found = far ? null : this.hit(...this.ground(now.offsetX, now.offsetY));
      if (found) this.pressed(found);
    };
    this.canvas.addEventListener("pointermove", move);
    this.canvas.addEventListener("pointerup", up, { once: true });
  }

  buttons(ui) {
    const one = (name, press) => h("button", { type: "button", key: `sheet-${name}`, onclick: press }, ui.t(`finding.${name}`));
    return [one("nearer", () => this.near(1.25)), one("further", () => this.near(0.8)), one("fit", () => this.fit())];
  }
}
