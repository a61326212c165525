/**
 * The one script of an exported review, for browsers as they are: it adds places to comment, and saves what was said as a file of
 * the format that `src/review/review-file.ts` reads. It makes elements and texts only, never HTML. Its hash stands in the page's
 * policy.
 */
export const offlineScript = `'use strict';
(() => {
  const main = document.querySelector('main');
  const whole = document.querySelector('#whole');
  const name = document.querySelector('#name');
  const nameFault = document.querySelector('#name-fault');
  const saveFault = document.querySelector('#save-fault');
  const done = document.querySelector('#done');
  const count = document.querySelector('#count');
  const said = new Map();
  let isSaved = true;

  const make = (tag, look, text) => {
    const element = document.createElement(tag);
    if (look) element.className = look;
    if (text) element.textContent = text;
    return element;
  };
  const button = (text, look, act) => {
    const element = make('button', look, text);
    element.type = 'button';
    element.addEventListener('click', act);
    return element;
  };
  const changed = () => {
    isSaved = false;
    done.textContent = '';
    saveFault.textContent = '';
    count.textContent = said.size === 0 ? '' : said.size === 1 ? 'You commented on 1 place.' : 'You commented on ' + said.size + ' places.';
  };

  let last = 0;
  const write = (place, after, opener, known) => {
    const key = known === undefined ? (last += 1) : known.key;
    const form = make('form', 'note');
    const label = make('label', '', place.what);
    const area = make('textarea');
    area.id = 'note-' + key;
    label.htmlFor = area.id;
    area.maxLength = 20000;
    area.value = known === undefined ? '' : known.text;
    const row = make('div', 'row');
    const close = () => { form.remove(); opener.focus(); };
    const keep = make('button', 'main', 'Keep comment');
    keep.type = 'submit';
    row.append(keep, button('Cancel', '', () => {
      close();
      if (known !== undefined) show(place, after, opener, known);
    }));
    form.append(label, area, row);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const text = area.value.trim();
      if (text === '') { area.focus(); return; }
      said.set(key, { path: place.path, lines: place.lines, text });
      changed();
      close();
      show(place, after, opener, { key, text });
    });
    form.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    after.after(form);
    area.focus();
  };
  const show = (place, after, opener, known) => {
    const note = make('div', 'note');
    note.setAttribute('role', 'group');
    note.setAttribute('aria-label', 'Your comment');
    const row = make('div', 'row');
    row.append(
      button('Edit', '', () => { note.remove(); write(place, after, opener, known); }),
      button('Remove', '', () => { note.remove(); said.delete(known.key); changed(); opener.focus(); }),
    );
    note.append(make('p', '', known.text), row);
    after.after(note);
  };

  for (const post of document.querySelectorAll('section.post')) {
    const { path } = post.dataset;
    const header = post.querySelector('header');
    const about = button('Comment on this post', '', () =>
      write({ path, what: 'Your comment on this post' }, header, about));
    header.append(about);
    for (const block of post.querySelectorAll('.block')) {
      const lines = /(?:^| )at-([0-9]+)-([0-9]+)(?: |$)/.exec(block.className);
      if (lines === null) continue;
      const place = { path, lines: { from: Number(lines[1]), to: Number(lines[2]) }, what: 'Your comment on this passage' };
      const opener = button('+', 'add', () => write(place, block, opener));
      opener.title = 'Comment on this passage';
      opener.setAttribute('aria-label', 'Comment on this passage');
      block.append(opener);
    }
  }

  for (const field of [name, whole]) field.addEventListener('input', () => {
    nameFault.textContent = '';
    changed();
  });
  for (const choice of document.querySelectorAll('input[name=verdict]')) choice.addEventListener('change', changed);

  document.querySelector('#save').addEventListener('submit', (event) => {
    event.preventDefault();
    const who = name.value.trim();
    if (who === '') {
      nameFault.textContent = 'Say who you are, so that they know whose words these are.';
      name.focus();
      return;
    }
    const verdict = document.querySelector('input[name=verdict]:checked').value;
    const comments = [...said.values()];
    if (whole.value.trim() !== '') comments.push({ text: whole.value.trim() });
    if (comments.length === 0 && verdict === '') {
      saveFault.textContent = 'There is nothing to save yet: write a comment, or say that it looks good or needs changes.';
      return;
    }
    const review = {
      format: 'galley-review',
      version: 1,
      review: main.dataset.review,
      commit: main.dataset.commit,
      name: who,
      verdict: verdict === '' ? null : verdict,
      comments,
    };
    const link = make('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(review, null, 2) + '\\n'], { type: 'application/json' }));
    link.download = main.dataset.file + '-by-' + (who.toLowerCase().replace(/[^\\p{L}\\p{N}]+/gu, '-').slice(0, 40) || 'reader') + '.json';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    isSaved = true;
    done.textContent = 'Saved as ' + link.download + ' among your downloads. Send this file to the person who gave you this page.';
  });

  window.addEventListener('beforeunload', (event) => {
    if (!isSaved && said.size + whole.value.length > 0) event.preventDefault();
  });
})();
`;
