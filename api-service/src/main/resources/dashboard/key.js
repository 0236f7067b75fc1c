// The key that the service asks for, where it does: kept for this tab, as long as it is open.

import { element } from './page.js';

const NAME = 'halftone.key';

let asking;
let isDismissed = false;

/** What a request is sent with. */
export const authorization = () => {
  const key = sessionStorage.getItem(NAME);
  return key ? { Authorization: `Bearer ${key}` } : {};
};

export const hasKey = () => sessionStorage.getItem(NAME) !== null;

/** Asks the reader, once for all who ask at the same time. Whether there is a new key. */
export function askForKey() {
  if (isDismissed) return Promise.resolve(false);
  asking ??= ask().finally(() => (asking = undefined));
  return asking;
}

function ask() {
  const dialog = document.createElement('dialog');
  dialog.id = 'key-dialog';
  dialog.setAttribute('aria-labelledby', 'key-title');
  const form = document.createElement('form');
  form.method = 'dialog';
  const title = element('h2', 'A key, please');
  title.id = 'key-title';
  const why = hasKey() ? 'The key is not known, has expired or was revoked.' : 'This service answers only those who have a key.';
  form.append(title, element('p', `${why} It is kept in this tab alone, until you close it.`), field(), button());
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      const key = form.elements.key.value.trim();
      const isGiven = dialog.returnValue === 'use' && key !== '';
      if (isGiven) sessionStorage.setItem(NAME, key);
      isDismissed = !isGiven;
      dialog.remove();
      resolve(isGiven);
    });
  });
}

function field() {
  const label = element('label', '', 'field');
  const input = document.createElement('input');
  Object.assign(input, { type: 'password', name: 'key', required: true, autocomplete: 'off', placeholder: 'ht_…' });
  label.append(element('span', 'Key'), input);
  return label;
}

function button() {
  const actions = element('div', '', 'actions');
  const use = element('button', 'Use it', 'primary');
  use.value = 'use';
  actions.append(use);
  return actions;
}
