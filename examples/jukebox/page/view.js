// What is to be seen. It knows the model, and nobody else: what the buttons do is given to it.

const element = (id) => document.getElementById(id);

const STATES = { playing: 'Playing', paused: 'Paused', waiting: 'Waiting' };
const TYPES = { audio: 'Melody', text: 'Text' };

export class View {
  #model;
  #actions;
  #rows = new Map();
  #isSeeking = false;

  /** The actions are `pause(uid)`, `resume(uid)`, `seek(uid, time)`, `remove(uid)`, `earlier(uid)` and `first(uid)`. */
  constructor(model, actions) {
    this.#model = model;
    this.#actions = actions;
    const position = element('position');
    position.addEventListener('input', () => this.#seeking());
    position.addEventListener('change', () => this.#sought());
    // moved and moved back: nothing has changed
    position.addEventListener('pointerup', () => { this.#isSeeking = false; });
    position.addEventListener('blur', () => { this.#isSeeking = false; });
    element('pause').addEventListener('click', () => this.#pauseOrResume());
    element('skip').addEventListener('click', () => actions.remove(model.current.uid));
  }

  /** Shows all of the model. */
  show() {
    this.#showStage();
    this.#showQueue();
    this.showProgress();
  }

  /** Shows how far everything is, which changes without a word from anybody. */
  showProgress() {
    const { current } = this.#model;
    if (current && !this.#isSeeking) {
      this.#showPosition(this.#model.progressOf(current));
    }
    for (const [uid, row] of this.#rows) {
      const module = this.#model.queue.find((each) => each.uid === uid);
      showBar(row.querySelector('progress'), this.#model.progressOf(module));
    }
  }

  #showStage() {
    const { current, queue } = this.#model;
    const { title, text, picture, state } = current?.parameters ?? {};
    setText(element('title'), title ?? current?.type ?? 'Nothing is playing');
    setText(element('state'), queue.length > 0 ? (STATES[state] ?? '') : '');
    setText(element('words'), text ?? '');
    element('words').hidden = text === undefined;
    showPicture(element('picture'), text === undefined ? picture : undefined);
    element('controls').hidden = queue.length === 0;
    setText(element('pause'), state === 'paused' ? 'Resume' : 'Pause');
  }

  #showPosition(progress) {
    const position = element('position');
    position.disabled = !progress;
    if (!progress) {
      setText(element('clock'), '');
      return;
    }
    position.max = progress.duration;
    position.value = progress.time;
    this.#showClock(progress.time, progress.duration);
  }

  #showClock(time, duration) {
    setText(element('clock'), `${clock(time)} / ${clock(duration)}`);
    element('position').setAttribute('aria-valuetext', `${clock(time)} of ${clock(duration)}`);
  }

  #seeking() {
    this.#isSeeking = true;
    const { valueAsNumber, max } = element('position');
    this.#showClock(valueAsNumber, Number(max));
  }

  #sought() {
    this.#isSeeking = false;
    const { current } = this.#model;
    if (current) {
      this.#actions.seek(current.uid, element('position').valueAsNumber);
    }
  }

  #pauseOrResume() {
    const { uid, parameters } = this.#model.current;
    if (parameters.state === 'paused') {
      this.#actions.resume(uid);
    } else {
      this.#actions.pause(uid);
    }
  }

  #showQueue() {
    const waiting = this.#model.queue.slice(1);
    const there = new Set(waiting.map(({ uid }) => uid));
    for (const [uid, row] of this.#rows) {
      if (!there.has(uid)) {
        this.#rows.delete(uid);
        row.remove();
      }
    }
    waiting.forEach((module, index) => this.#showRow(module, index));
    setText(element('count'), waiting.length > 0 ? `(${waiting.length})` : '');
    element('nothing').hidden = waiting.length > 0;
  }

  /** Rows are kept and moved, so that the focus stays where it was. */
  #showRow(module, index) {
    const row = this.#rows.get(module.uid) ?? this.#newRow(module.uid);
    const list = element('queue');
    if (list.children[index] !== row) {
      const focused = row.contains(document.activeElement) ? document.activeElement : null;
      list.insertBefore(row, list.children[index] ?? null);
      focused?.focus();
    }
    const { title = module.type, duration, picture } = module.parameters;
    setText(row.querySelector('.title'), title);
    setText(row.querySelector('.about'), about(module.type, duration));
    showPicture(row.querySelector('img'), picture);
    label(row, '.up', `Move ${title} up`);
    label(row, '.first', `Play ${title} now`);
    label(row, '.remove', `Remove ${title}`);
    row.querySelector('progress').setAttribute('aria-label', `Progress of ${title}`);
  }

  #newRow(uid) {
    const row = element('row').content.firstElementChild.cloneNode(true);
    row.querySelector('.up').addEventListener('click', () => this.#actions.earlier(uid));
    row.querySelector('.first').addEventListener('click', () => this.#actions.first(uid));
    row.querySelector('.remove').addEventListener('click', () => this.#actions.remove(uid));
    this.#rows.set(uid, row);
    return row;
  }
}

/** Whether the page hears events, or asks every second. */
export function showFeed(isLive) {
  element('feed').classList.toggle('live', isLive);
  setText(element('feed'), isLive ? 'live' : 'asking every second');
}

export function showMessage(text, isProblem = false) {
  element('message').classList.toggle('problem', isProblem);
  setText(element('message'), text);
}

/** The colours of the settings are those of the stage; the rest follows the reader's own choice of light or dark. */
export function showSettings({ name = 'Jukebox', bg_color: ground, fg_color: ink }) {
  document.title = name;
  document.querySelectorAll('h1.title').forEach((title) => setText(title, name));
  const style = document.documentElement.style;
  if (ground) {
    style.setProperty('--stage', ground);
  }
  if (ink) {
    style.setProperty('--on-stage', ink);
  }
}

export function showBackgrounds(types, current) {
  const select = element('background').elements.type;
  if (select.options.length === 0) {
    select.append(...types.map((type) => new Option(type, type)));
    select.value = current ?? types[0] ?? '';
  }
  element('background').hidden = types.length === 0;
}

function about(type, duration) {
  const name = TYPES[type] ?? type;
  return duration > 0 ? `${name} · ${clock(duration)}` : name;
}

function showBar(bar, progress) {
  bar.hidden = !(progress?.time > 0);
  if (progress) {
    bar.value = progress.time / progress.duration;
  }
}

function showPicture(image, picture) {
  image.hidden = !picture;
  if (picture && image.getAttribute('src') !== picture) {
    image.src = picture;
  }
}

function label(row, selector, text) {
  const button = row.querySelector(selector);
  if (button.title !== text) {
    button.title = text;
    button.setAttribute('aria-label', text);
  }
}

/** Writes only what changed, or a screen reader would read it again. */
function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

function clock(seconds) {
  const whole = Math.floor(seconds + 0.05);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
