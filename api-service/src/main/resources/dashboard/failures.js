// What failed, grouped by reason: each group says what happened and how to mend it.

import * as api from './api.js';
import { count } from './format.js';
import { copyOf, element, fill, outerLink, part } from './page.js';

const PAGE = 500;
const PAGES = 4;
const SHOWN_PER_GROUP = 100;

const section = document.getElementById('failures');
const groups = new Map();

/** Reads what failed so far, up to a number of images that a page can show, and groups it. */
export async function showFailures(job) {
  section.hidden = job.failed === 0;
  if (section.hidden) return;
  const failed = await read(job.requestId);
  const extent = failed.length < job.failed
    ? `Grouped from the first ${count(failed.length)} of ${count(job.failed)}; the report has all of them.` : '';
  fill(section, { extent });
  const byReason = Object.entries(Object.groupBy(failed, (image) => image.reason));
  byReason.sort(([, some], [, others]) => others.length - some.length);
  part(section, 'groups').append(...byReason.map(([reason, images]) => group(reason, images)));
}

async function read(id) {
  const failed = [];
  let after;
  for (let page = 0; page < PAGES; page++) {
    const found = await api.images(id, { status: 'failed', after, limit: PAGE });
    failed.push(...found.images);
    after = found.next;
    if (!after) break;
  }
  return failed;
}

// A group that is shown already is filled anew in place: what the reader has opened stays open.
function group(reason, images) {
  const box = groups.get(reason) ?? copyOf('group-template');
  groups.set(reason, box);
  const [title, ...mend] = images[0].message.split(/(?<=\.) /);
  fill(box, { count: count(images.length), title, mend: mend.join(' '), reason });
  box.querySelector('[role=region]').setAttribute('aria-label', title);
  box.querySelector('tbody').replaceChildren(...images.slice(0, SHOWN_PER_GROUP).map(row), ...more(images.length));
  return box;
}

function row({ line, url, httpStatus }) {
  const made = document.createElement('tr');
  const address = document.createElement('td');
  address.append(outerLink(url));
  made.append(element('td', line), address, element('td', httpStatus ?? '–'));
  return made;
}

function more(total) {
  if (total <= SHOWN_PER_GROUP) return [];
  const made = document.createElement('tr');
  const cell = element('td', `and ${count(total - SHOWN_PER_GROUP)} more; the report has all of them`, 'hint');
  cell.colSpan = 3;
  made.append(cell);
  return [made];
}
