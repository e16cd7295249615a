// The loop of the original's library for pages, written from its description (shmooze, §10), with its shortcomings: an
// answer of another length ends it for good, and what failed is not said again.

const IDLE_IN_MS = 50;
const AFTER_FAILURE_IN_MS = 500;

class Endpoint {
  constructor(url) {
    this.url = url;
    this.queued = [];
    this.posts = 0;
    this.failures = 0;
    this.refusals = [];
    this.isStopped = false;
    this.onAlive = () => {};
    this.onDead = () => {};
    this.look();
  }

  deferQuery(command, ok = () => {}) {
    this.queued.push({ command, ok });
  }

  forceQuery(command, ok) {
    this.deferQuery(command, ok);
    this.runQueries();
  }

  look() {
    if (this.queued.length === 0) {
      setTimeout(() => this.look(), IDLE_IN_MS);
    } else {
      this.runQueries(() => this.look(), () => setTimeout(() => this.look(), AFTER_FAILURE_IN_MS));
    }
  }

  runQueries(ok = () => {}, err = () => {}) {
    const round = this.queued;
    this.queued = [];
    this.posts += 1;
    post(this.url, round.map(({ command }) => command), (answers) => this.heard(round, answers, ok), () => {
      this.failures += 1;
      this.onDead();
      err();
    });
  }

  heard(round, answers, ok) {
    if (!Array.isArray(answers) || answers.length !== round.length) {
      console.error(`${this.url} answered`, answers, 'to', round);
      this.isStopped = true;
      return;
    }
    answers.forEach((answer, index) => {
      if (answer.success) {
        round[index].ok(answer.result);
      } else {
        this.refusals.push(answer.error);
        console.error(answer.error);
      }
    });
    this.onAlive();
    ok();
  }
}

// the headers are jQuery's
function post(url, body, ok, err) {
  const request = new XMLHttpRequest();
  request.open('POST', url);
  request.setRequestHeader('Accept', 'application/json, text/javascript, */*; q=0.01');
  request.setRequestHeader('Content-Type', 'text/json');
  request.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
  request.onerror = err;
  request.onload = () => {
    let answers;
    try {
      answers = JSON.parse(request.responseText);
    } catch {
      answers = undefined;
    }
    if (request.status >= 200 && request.status < 300 && answers !== undefined) {
      ok(answers);
    } else {
      err();
    }
  };
  request.send(JSON.stringify(body));
}

function showAll(css, isShown) {
  document.querySelectorAll(css).forEach((each) => { each.style.display = isShown ? 'block' : 'none'; });
}

function regainConnection() {
  showAll('.disconnect-hide', true);
  showAll('.disconnect-show', false);
}

function lostConnection() {
  showAll('.disconnect-hide', false);
  showAll('.disconnect-show', true);
}

/** An endpoint for each port there is, the gateway's own as well. */
async function loadEndpoints() {
  const settings = await (await fetch('/settings.json')).json();
  document.body.style.backgroundColor = settings.bg_color;
  document.body.style.color = settings.fg_color;
  document.querySelectorAll('h1.title').forEach((title) => { title.textContent = settings.name; });
  return Object.fromEntries(Object.keys(settings.ports).map((name) => [name, new Endpoint(`/${name}`)]));
}
