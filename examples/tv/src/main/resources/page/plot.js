// A plot of the last minute on a canvas, with axes that say their units.

import { Scale } from './series.js';

const MARGIN = { left: 62, right: 10, top: 22, bottom: 34 };
const SECONDS_BETWEEN_MARKS = 15;
/** How much of the usual there is room for. */
const ROOM = 1.5;

export class Plot {
  #canvas;
  #context;
  #span;
  #least;
  #unit;

  /** @param spanInMs how much time is shown @param least the smallest range that is shown, to either side of 0 */
  constructor(canvas, { spanInMs, least, unit }) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d');
    this.#span = spanInMs;
    this.#least = least;
    this.#unit = unit;
  }

  /**
   * Draws what there is now.
   *
   * @param layers `{ series, kind, colour }`, the lowest first; a kind is `line`, `dots`, or `band` for plus and minus. The
   *     first has room in the picture but for its rare outliers; what is outside is at the edge
   */
  draw(now, layers) {
    layers.forEach(({ series }) => series.expire(now));
    const scale = new Scale(layers[0].series.usualAt(now) * ROOM, this.#least);
    const area = this.#fit();
    const colours = getComputedStyle(this.#canvas);
    this.#drawAxes(area, scale, colours);
    this.#context.save();
    this.#context.beginPath();
    this.#context.rect(area.x, area.y, area.width, area.height);
    this.#context.clip();
    const x = (time) => area.x + (1 - (now - time) / this.#span) * area.width;
    const y = (value) => area.y + scale.place(value) * area.height;
    for (const { series, kind, colour } of layers) {
      this.#context.fillStyle = this.#context.strokeStyle = colours.getPropertyValue(colour);
      this[kind](series.points, x, y);
    }
    this.#context.restore();
  }

  /** As many pixels as it has on the screen; drawn in those of the style sheet. */
  #fit() {
    const { clientWidth, clientHeight } = this.#canvas;
    const [width, height] = [clientWidth, clientHeight].map((side) => Math.max(1, Math.round(side * devicePixelRatio)));
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    this.#context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.#context.clearRect(0, 0, clientWidth, clientHeight);
    return {
      x: MARGIN.left,
      y: MARGIN.top,
      width: clientWidth - MARGIN.left - MARGIN.right,
      height: clientHeight - MARGIN.top - MARGIN.bottom,
    };
  }

  #drawAxes(area, scale, colours) {
    const context = this.#context;
    context.font = '12px system-ui, sans-serif';
    context.lineWidth = 1;
    context.fillStyle = colours.getPropertyValue('--soft');
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    for (const value of scale.marks) {
      const y = area.y + scale.place(value) * area.height;
      context.strokeStyle = colours.getPropertyValue(Math.abs(value) < scale.step / 2 ? '--soft' : '--line');
      this.#stroke([[area.x, y], [area.x + area.width, y]]);
      context.fillText(scale.text(value), area.x - 8, y);
    }
    context.fillText(`in ${this.#unit}`, area.x - 8, 8);
    context.textAlign = 'center';
    const seconds = this.#span / 1_000;
    for (let ago = 0; ago <= seconds; ago += SECONDS_BETWEEN_MARKS) {
      const x = area.x + (1 - ago / seconds) * area.width;
      context.textAlign = ago === 0 ? 'right' : 'center';
      context.fillText(ago === 0 ? 'now' : `−${ago} s`, x, area.y + area.height + 16);
    }
  }

  #stroke(points) {
    this.#context.beginPath();
    points.forEach(([x, y], i) => (i === 0 ? this.#context.moveTo(x, y) : this.#context.lineTo(x, y)));
    this.#context.stroke();
  }

  line(points, x, y) {
    this.#context.lineWidth = 2;
    this.#context.lineJoin = 'round';
    for (const stretch of stretchesOf(points)) {
      this.#stroke(stretch.map(({ time, value }) => [x(time), y(value)]));
    }
  }

  dots(points, x, y) {
    for (const { time, value } of points.filter((point) => point.value !== null)) {
      this.#context.beginPath();
      this.#context.arc(x(time), y(value), 2, 0, 2 * Math.PI);
      this.#context.fill();
    }
  }

  band(points, x, y) {
    this.#context.globalAlpha = 0.22;
    for (const stretch of stretchesOf(points)) {
      this.#context.beginPath();
      stretch.forEach(({ time, value }) => this.#context.lineTo(x(time), y(value)));
      [...stretch].reverse().forEach(({ time, value }) => this.#context.lineTo(x(time), y(-value)));
      this.#context.fill();
    }
    this.#context.globalAlpha = 1;
  }
}

/** What is between the gaps. */
function stretchesOf(points) {
  const stretches = [[]];
  for (const point of points) {
    if (point.value === null) {
      stretches.push([]);
    } else {
      stretches.at(-1).push(point);
    }
  }
  return stretches.filter((stretch) => stretch.length > 0);
}
