// What there is to say of the calls of an arrow. Text goes in as text alone, whatever it contains.

const details = one('#details');
const hint = details.firstElementChild;

function element(name, text, cls) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (cls) made.className = cls;
  return made;
}

// describe shows an arrow; null for none.
function describe(arrow) {
  if (arrow === null) {
    details.replaceChildren(hint);
    return;
  }
  const { from, to } = data.arrows[arrow];
  const parts = [element('h3', `${from} → ${to}`)];
  const byCall = new Map();
  for (const request of data.requests) {
    if (!request.arrows.includes(arrow)) continue;
    if (!byCall.has(request.call)) byCall.set(request.call, []);
    byCall.get(request.call).push(request);
  }
  for (const [call, requests] of byCall) parts.push(describeCall(data.calls[call], requests));
  details.replaceChildren(...parts);
}

function describeCall(call, requests) {
  const part = element('div', undefined, 'call');
  if (call) {
    part.append(element('p', [call.text, call.port, call.kind === 'call' ? '' : call.kind].filter(Boolean).join(', ')));
  }
  const lanes = element('ul');
  for (const request of requests) {
    lanes.append(element('li', `${data.lanes[request.lane]}: ${request.why}`, request.lost ? 'lost' : ''));
  }
  part.append(lanes);
  if (call) part.append(...call.evidence.map(describeEvidence));
  if (call && call.more) part.append(element('p', `and ${call.more} more`));
  return part;
}

function describeEvidence(evidence) {
  const list = element('dl');
  const add = (term, text) => { if (text) list.append(element('dt', term), element('dd', text)); };
  add('Detector', evidence.detector + (evidence.allowed ? ' (allowed)' : evidence.weak ? ' (weak)' : ''));
  add('Object', evidence.object);
  add('Field', evidence.field);
  add('Key', evidence.key);
  add('Value', evidence.value);
  return list;
}
