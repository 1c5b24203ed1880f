// The buttons, the search, and the keys that work everywhere.

document.documentElement.classList.add('scripted');

for (const button of all('[data-pick]')) button.addEventListener('click', () => pick('lane', Number(button.dataset.pick)));
for (const button of all('[data-gap]')) button.addEventListener('click', () => pick('gap', Number(button.dataset.gap)));

// A caller in the table leads to its arrow, in the picture that has it.
for (const button of all('[data-arrow-of]')) {
  const { arrows } = data.requests[Number(button.dataset.arrowOf)];
  button.addEventListener('focus', () => point(arrows[0]));
  button.addEventListener('blur', () => point(null));
  button.addEventListener('pointerenter', () => point(arrows[0]));
  button.addEventListener('pointerleave', () => point(null));
  button.addEventListener('click', () => {
    let arrow = current() && arrowsOf(current()).find(each => numberOf(each) === arrows[0]);
    if (!arrow && unfold) {
      unfold.click();
      arrow = arrowsOf(current()).find(each => numberOf(each) === arrows[0]);
    }
    if (!arrow) return;
    arrow.scrollIntoView({ block: 'center', inline: 'center' });
    if (state.kept !== arrows[0]) keep(arrows[0]);
    visit(arrow);
  });
}

const search = one('#search');
search.addEventListener('input', () => {
  state.query = search.value.trim().toLowerCase();
  update();
});
search.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || !current()) return;
  const first = one('.box.found', current()) || one('.arrows .arrow:not(.off)', current());
  if (first) first.scrollIntoView({ block: 'center', inline: 'center' });
});

const unfold = one('#unfold');
if (unfold) {
  unfold.addEventListener('click', () => {
    const open = unfold.getAttribute('aria-pressed') !== 'true';
    unfold.setAttribute('aria-pressed', open);
    pictures[0].toggleAttribute('hidden', open);
    pictures[1].toggleAttribute('hidden', !open);
  });
}
one('#in').addEventListener('click', () => zoom(scale * 1.25));
one('#out').addEventListener('click', () => zoom(scale / 1.25));
one('#fit').addEventListener('click', fit);

const theme = one('#theme');
theme.addEventListener('click', () => {
  const root = document.documentElement;
  const next = { undefined: 'dark', dark: 'light', light: undefined }[root.dataset.theme];
  if (next) root.dataset.theme = next;
  else delete root.dataset.theme;
  theme.textContent = `Theme: ${next || 'system'}`;
  theme.setAttribute('aria-label', next ? `Theme: ${next}` : 'Theme: as the system');
});

// Escape lets go of everything that is picked; a slash leads to the search.
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    Object.assign(state, { lane: null, gap: null, query: '', kept: null });
    search.value = '';
    for (const each of all('.arrows .arrow')) each.setAttribute('aria-pressed', 'false');
    point(null);
    update();
  } else if (event.key === '/' && event.target !== search) {
    event.preventDefault();
    search.focus();
  }
});

fit();
