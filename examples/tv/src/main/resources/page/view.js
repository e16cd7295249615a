// What both pages do with their elements.

export const element = (id) => document.getElementById(id);

/** Writes only what changed, or a screen reader would read it again. */
export function setText(id, text) {
  const node = element(id);
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

export function showFeed(isOpen, text = isOpen ? 'Connected' : 'Connecting …') {
  setText('feed', text);
  element('feed').classList.toggle('live', isOpen);
}

/** Draws as often as the screen shows, or a few times a second for who prefers less motion. */
export function keepDrawing(draw) {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const again = () => (isCalm ? setTimeout(once, 500) : requestAnimationFrame(once));
  const once = () => {
    draw();
    again();
  };
  again();
}

/** What pages of one browser agree on as the time, in milliseconds. */
export const sharedNow = () => performance.timeOrigin + performance.now();

/** On it, the television's page says where its picture is. */
export const CHANNEL = 'patchbay-tv';
