// Pages are filled by text and by property, never by markup: what came out of a manifest stays text.

/** The element that plays a part, inside another. */
export const part = (root, name) => root.querySelector(`[data-part="${name}"]`);

/** Puts texts into parts: {part: text}. Unchanged text is left alone, so that a reader's selection stays. */
export function fill(root, texts) {
  for (const [name, text] of Object.entries(texts)) {
    const element = part(root, name);
    if (element.textContent !== String(text)) element.textContent = text;
  }
}

/** A copy of what a template holds. */
export const copyOf = (template) =>
  document.getElementById(template).content.firstElementChild.cloneNode(true);

/** A new element with a text. */
export function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** A link to an address that a manifest names: opened apart, and only if it is one of the web. */
export function outerLink(address) {
  if (!isWebAddress(address)) return element('span', address);
  const link = element('a', address);
  Object.assign(link, { href: address, target: '_blank', rel: 'noopener noreferrer' });
  return link;
}

export function isWebAddress(address) {
  return URL.canParse(address) && ['http:', 'https:'].includes(new URL(address).protocol);
}

/** Shows a moment, in the reader's own time zone, with the exact one at hand. */
export function showMoment(time, iso, text) {
  time.dateTime = iso;
  time.title = iso;
  time.textContent = text;
}

/** A table of the faults of a manifest: line, column, message. */
export function faultTable(faults, caption) {
  const table = copyOf('faults-template');
  fill(table, { caption });
  table.querySelector('tbody').append(...faults.map(faultRow));
  return table;
}

function faultRow({ line, column, code, message }) {
  const row = document.createElement('tr');
  const what = element('td', message);
  what.append(' ', element('code', code));
  row.append(element('td', line ?? '–'), element('td', column ?? '–'), what);
  return row;
}
