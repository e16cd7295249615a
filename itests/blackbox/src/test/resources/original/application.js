// An application's page on that loop: it asks what there is, and then everything again each second.

const POLL_IN_MS = 1000;
const ASK_AGAIN_IN_MS = 2000;

let endpoints;

function show({ uid, type, parameters = {} }) {
  const item = document.createElement('li');
  const remove = document.createElement('button');
  item.textContent = parameters.text ?? type;
  remove.textContent = 'Remove';
  remove.className = 'rm';
  remove.onclick = () => endpoints.queue.deferQuery({ cmd: 'rm', args: { uids: [uid] } });
  item.append(remove);
  return item;
}

/** Both in one POST; again until both are known. */
function askForTypes() {
  const known = [];
  const learn = (types) => {
    known.push(...types);
    document.querySelector('#types').textContent = known.sort().join(' ');
  };
  endpoints.queue.deferQuery({ cmd: 'modules_available' }, learn);
  endpoints.queue.deferQuery({ cmd: 'backgrounds_available' }, learn);
  setTimeout(() => known.length > 0 || askForTypes(), ASK_AGAIN_IN_MS);
}

function poll() {
  const parameters = { text: ['text', 'duration'] };
  endpoints.queue.deferQuery({ cmd: 'queue', args: { parameters } }, (modules) => {
    document.querySelector('#queue').replaceChildren(...modules.map(show));
  });
  endpoints.queue.deferQuery({ cmd: 'bg' }, (background) => {
    document.querySelector('#background').textContent = background?.type ?? 'none';
  });
  endpoints.volume.deferQuery({ cmd: 'get_vol' });
}

loadEndpoints().then((loaded) => {
  endpoints = loaded;
  endpoints.queue.onAlive = regainConnection;
  endpoints.queue.onDead = lostConnection;
  askForTypes();
  poll();
  setInterval(poll, POLL_IN_MS);
});
