// What is to be seen of an instrument: its readings, its plot, how it is.

import { SIZE, pathOf } from './model.js';

const SVG = 'http://www.w3.org/2000/svg';

export const element = (id) => document.getElementById(id);

/** Writes only what changed, or a screen reader would read it again. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** A plot in a `figure` that has an `svg`, and lists of marks with the classes `left` and `right`. */
export class Plot {
  #figure;
  #svg;
  #grid;
  #paths = new Map();

  constructor(figure) {
    this.#figure = figure;
    this.#svg = figure.querySelector('svg');
    this.#svg.setAttribute('viewBox', `0 0 ${SIZE} ${SIZE}`);
    this.#svg.setAttribute('preserveAspectRatio', 'none');
    this.#grid = this.#path('grid');
  }

  /** Shows lines as the line of that name, which is a class for the style sheet. */
  show(name, lines) {
    this.#path(name).setAttribute('d', pathOf(lines));
  }

  /** Marks an axis at one side; the one at the left has a grid. */
  mark(side, axis, unit) {
    const key = `${axis.low} ${axis.high} ${axis.step}`;
    const list = this.#figure.querySelector(`.${side}`);
    if (list.dataset.key === key) {
      return;
    }
    list.dataset.key = key;
    list.replaceChildren(...axis.ticks.map((value) => mark(axis, value, unit)));
    if (side === 'left') {
      this.#grid.setAttribute('d', pathOf(axis.ticks.map((value) => [[0, axis.place(value)], [SIZE, axis.place(value)]])));
    }
  }

  #path(name) {
    let path = this.#paths.get(name);
    if (!path) {
      path = document.createElementNS(SVG, 'path');
      path.setAttribute('class', name);
      this.#svg.append(path);
      this.#paths.set(name, path);
    }
    return path;
  }
}

function mark(axis, value, unit) {
  const item = document.createElement('li');
  item.textContent = `${axis.text(value)} ${unit}`;
  item.style.top = `${axis.place(value) / SIZE * 100}%`;
  return item;
}

/** How a module is, in the heading of its card. */
export function showStatus(name, { text, isReady, detail }) {
  const badge = element(`${name}-state`);
  setText(badge, text);
  badge.classList.toggle('ready', isReady);
  setText(element(`${name}-detail`), detail);
  element(name).classList.toggle('stale', !isReady);
}

export function showProblem(name, problem) {
  setText(element(`${name}-problem`), problem);
}

export function showFeed(isOpen) {
  const feed = element('feed');
  setText(feed, isOpen ? 'Connected' : 'Connecting …');
  feed.classList.toggle('live', isOpen);
}

const LONGEST_DIARY = 20;

/** Adds a line to what happened, the newest first. */
export function tell(sentence, time) {
  const item = document.createElement('li');
  const when = document.createElement('time');
  when.dateTime = time.toISOString();
  when.textContent = time.toLocaleTimeString();
  item.append(when, ` ${sentence}`);
  const diary = element('diary');
  diary.prepend(item);
  while (diary.children.length > LONGEST_DIARY) {
    diary.lastElementChild.remove();
  }
}
