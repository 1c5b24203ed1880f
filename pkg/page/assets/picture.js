// The pictures: arrows that answer to the mouse and to keys, zoom, and moving about.

const canvas = one('#canvas');
const pictures = all('.picture', canvas);
const current = () => pictures.find(picture => !picture.hidden);
const arrowsOf = picture => all('.arrows .arrow', picture);
const numberOf = arrow => Number(arrow.dataset.arrow);

// Point at an arrow, or let it go: what is kept stays.
function point(arrow) {
  for (const each of all('.arrow.pointed')) each.classList.remove('pointed');
  const shown = arrow !== null ? arrow : state.kept;
  for (const each of all('.arrow')) if (numberOf(each) === shown) each.classList.add('pointed');
  describe(shown);
}

function keep(arrow) {
  state.kept = state.kept === arrow ? null : arrow;
  for (const each of all('.arrows .arrow')) each.setAttribute('aria-pressed', numberOf(each) === state.kept);
  point(null);
}

// Of the arrows of a picture one is a stop of the Tab key; the arrow keys lead from it to the others.
function visit(arrow) {
  const picture = arrow.closest('svg');
  for (const each of arrowsOf(picture)) each.setAttribute('tabindex', each === arrow ? 0 : -1);
  arrow.focus();
}

function arrowKey(event) {
  const arrow = event.target.closest('.arrow');
  const shown = arrowsOf(arrow.closest('svg')).filter(each => !each.classList.contains('off'));
  const at = shown.indexOf(arrow);
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
  if (event.key === 'Enter' || event.key === ' ') keep(numberOf(arrow));
  else if (to === undefined || shown.length === 0) return;
  else visit(shown[(to + shown.length) % shown.length]);
  event.preventDefault();
  event.stopPropagation();
}

for (const picture of pictures) {
  picture.setAttribute('role', 'group');
  picture.setAttribute('aria-label', 'Calls');
  arrowsOf(picture).forEach((arrow, i) => {
    arrow.setAttribute('role', 'button');
    arrow.setAttribute('aria-pressed', 'false');
    arrow.setAttribute('aria-label', one('title', arrow).textContent);
    arrow.setAttribute('tabindex', i === 0 ? 0 : -1);
    arrow.addEventListener('pointerenter', () => point(numberOf(arrow)));
    arrow.addEventListener('pointerleave', () => point(null));
    arrow.addEventListener('focus', () => point(numberOf(arrow)));
    arrow.addEventListener('blur', () => point(null));
    arrow.addEventListener('click', () => { keep(numberOf(arrow)); visit(arrow); });
    arrow.addEventListener('keydown', arrowKey);
  });
}

let scale = 1;

// zoom makes the picture larger or smaller and keeps a place of the canvas where it is.
function zoom(to, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
  const before = scale;
  scale = Math.min(4, Math.max(0.1, to));
  for (const picture of pictures) {
    const { width, height } = picture.viewBox.baseVal;
    picture.style.width = `${width * scale}px`;
    picture.style.height = `${height * scale}px`;
  }
  canvas.scrollLeft = (canvas.scrollLeft + x) * scale / before - x;
  canvas.scrollTop = (canvas.scrollTop + y) * scale / before - y;
}

// fit shows all of the picture where it stays readable so, else its width.
function fit() {
  if (!current()) return;
  const { width, height } = current().viewBox.baseVal;
  const across = Math.min(1, (canvas.clientWidth - 4) / width);
  const whole = Math.min(across, (canvas.clientHeight - 4) / height);
  zoom(whole >= 0.7 * across ? whole : across);
  canvas.scrollTo(0, 0);
}

canvas.addEventListener('wheel', event => {
  if (!event.ctrlKey && !event.metaKey) return; // else it scrolls
  event.preventDefault();
  const { left, top } = canvas.getBoundingClientRect();
  zoom(scale * Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top);
}, { passive: false });

canvas.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '+' || event.key === '=') zoom(scale * 1.25);
  else if (event.key === '-') zoom(scale / 1.25);
  else if (event.key === '0') fit();
});

let held = null; // where the mouse took hold of the picture
canvas.addEventListener('pointerdown', event => {
  if (event.pointerType !== 'mouse' || event.button !== 0 || event.target.closest('.arrow')) return;
  held = { x: event.clientX + canvas.scrollLeft, y: event.clientY + canvas.scrollTop };
  canvas.setPointerCapture(event.pointerId);
});
canvas.addEventListener('pointermove', event => {
  if (held) canvas.scrollTo(held.x - event.clientX, held.y - event.clientY);
});
for (const end of ['pointerup', 'pointercancel']) canvas.addEventListener(end, () => { held = null; });
