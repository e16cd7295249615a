// The picture of a programme at a position: a test card with a timecode and a second hand.

import { timecode } from './timeline.js';

const WIDTH = 960;
const HEIGHT = 540;
const BARS = ['#c0c0c0', '#c0c000', '#00c0c0', '#00c000', '#c000c0', '#c00000', '#0000c0'];
const SECONDS_PER_TURN = 60;

/**
 * Draws what is on.
 *
 * @param shown `{ title, colour, position, note }`: position in seconds, null for no picture; note is a line below
 */
export function draw(canvas, { title, colour, position, note }) {
  const context = canvas.getContext('2d');
  fit(canvas);
  context.setTransform(canvas.width / WIDTH, 0, 0, canvas.height / HEIGHT, 0, 0);
  context.fillStyle = colour ?? '#14161b';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  drawBars(context);
  drawDial(context, position);
  drawTexts(context, title ?? '', position, note);
}

/** As many pixels as it has on the screen, so that nothing is blurred. */
function fit(canvas) {
  const width = Math.max(1, Math.round(canvas.clientWidth * devicePixelRatio));
  const height = Math.round((width * HEIGHT) / WIDTH);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
}

function drawBars(context) {
  const width = WIDTH / BARS.length;
  BARS.forEach((colour, i) => {
    context.fillStyle = colour;
    context.fillRect(i * width, HEIGHT - 44, width + 1, 44);
  });
}

function drawDial(context, position) {
  const [x, y, radius] = [WIDTH / 2, 200, 150];
  context.lineWidth = 6;
  context.strokeStyle = '#ffffff';
  context.fillStyle = 'rgb(0 0 0 / 45%)';
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  for (let mark = 0; mark < 12; mark++) {
    line(context, x, y, mark / 12, radius - 18, radius - 8, 4);
  }
  if (position !== null && !Number.isNaN(position)) {
    line(context, x, y, (position % SECONDS_PER_TURN) / SECONDS_PER_TURN, 0, radius - 24, 8);
  }
}

/** Along the radius at a part of the turn, which begins at the top. */
function line(context, x, y, turn, from, to, width) {
  const angle = turn * 2 * Math.PI;
  context.lineWidth = width;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(x + Math.sin(angle) * from, y - Math.cos(angle) * from);
  context.lineTo(x + Math.sin(angle) * to, y - Math.cos(angle) * to);
  context.stroke();
}

function drawTexts(context, title, position, note) {
  context.textAlign = 'center';
  context.fillStyle = 'rgb(0 0 0 / 55%)';
  context.fillRect(0, 366, WIDTH, 130);
  context.fillStyle = '#ffffff';
  context.font = 'bold 78px ui-monospace, monospace';
  context.fillText(timecode(position), WIDTH / 2, 440);
  context.font = '30px system-ui, sans-serif';
  context.fillText(note ? `${title} · ${note}` : title, WIDTH / 2, 482, WIDTH - 40);
}
