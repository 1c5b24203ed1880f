// What is picked, and what follows from it: which requests are wanted, and which arrows and boxes stand out.

const data = JSON.parse(document.getElementById('data').textContent);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);

const state = { lane: null, gap: null, query: '', kept: null };

const rows = all('tr[data-request]');
const rowTexts = rows.map((row, i) => {
  const call = data.calls[data.requests[i].call];
  const seen = call ? call.evidence.map(e => `${e.object} ${e.field} ${e.key || ''} ${e.value}`) : [];
  return [row.textContent, ...seen].join(' ').toLowerCase();
});
const boxTexts = data.boxes.map(box => `${box.title} ${box.words}`.toLowerCase());

const found = text => state.query === '' || text.includes(state.query);

// wanted tells whether a request is asked for.
function wanted(request, i) {
  if (state.lane !== null && request.lane !== state.lane) return false;
  if (state.gap !== null) {
    const gap = data.gaps[state.gap];
    if (request.lane !== gap.lane || !request.arrows.some(a => gap.arrows.includes(a))) return false;
  }
  const ends = request.arrows.flatMap(a => data.arrows[a].ends);
  return found(rowTexts[i]) || ends.some(box => found(boxTexts[box]));
}

// update shows what is picked: in the pictures, in the table, and in words.
function update() {
  const picked = state.lane !== null || state.gap !== null || state.query !== '';
  const requests = data.requests.map(wanted);
  const lanes = new Map(); // of the arrows that stand out
  data.requests.forEach((request, i) => {
    if (!requests[i]) return;
    for (const arrow of request.arrows) {
      if (!lanes.has(arrow)) lanes.set(arrow, new Set());
      lanes.get(arrow).add(request.lane);
    }
  });
  const boxes = new Set([...lanes.keys()].flatMap(arrow => data.arrows[arrow].ends));
  if (state.gap !== null) data.gaps[state.gap].boxes.forEach(box => boxes.add(box));
  const matches = new Set(state.query === '' ? [] : data.boxes.keys().filter(i => found(boxTexts[i])));
  if (state.lane === null && state.gap === null) matches.forEach(box => boxes.add(box));

  const takes = (element, of) => of && element.dataset.lanes.split(' ').some(lane => of.has(Number(lane)));
  for (const element of all('[data-arrow]')) {
    const of = lanes.get(Number(element.dataset.arrow));
    element.classList.toggle('off', picked && !takes(element, of));
    for (const line of all('.line', element)) line.classList.toggle('off', picked && !takes(line, of));
  }
  for (const element of all('[data-box]')) {
    const box = Number(element.dataset.box);
    element.classList.toggle('off', picked && !boxes.has(box));
    element.classList.toggle('found', matches.has(box));
    for (const row of all('[data-lane]', element)) {
      const lane = Number(row.dataset.lane);
      row.classList.toggle('off', state.lane !== null && lane > 0 && lane !== state.lane);
    }
  }
  rows.forEach((row, i) => { row.hidden = picked && !requests[i]; });
  for (const button of all('[data-pick]')) button.setAttribute('aria-pressed', Number(button.dataset.pick) === state.lane);
  for (const button of all('[data-gap]')) button.setAttribute('aria-pressed', Number(button.dataset.gap) === state.gap);
  one('#status').textContent = picked ? tell(requests, matches.size) : '';
}

const count = (n, what) => `${n} ${what}${n === 1 ? '' : 's'}`;

// tell says in words what is picked.
function tell(requests, boxes) {
  const shown = data.requests.filter((_, i) => requests[i]);
  const parts = [];
  if (state.lane !== null) parts.push(`Lane ${data.lanes[state.lane]}:`);
  if (state.gap !== null) parts.push('Gap:');
  if (state.query !== '') parts.push(`${count(boxes, 'box').replace('boxs', 'boxes')} found,`);
  const lost = shown.filter(request => request.lost).length;
  parts.push(count(shown.length, 'request') + (lost ? `, ${lost} of which lost` : ''));
  return parts.join(' ') + '.';
}

// pick changes what is picked; the same again lets it go.
function pick(what, value) {
  state[what] = state[what] === value ? null : value;
  if (what === 'lane') state.gap = null;
  if (what === 'gap') state.lane = null;
  update();
}
