// The list of jobs, read again while it is looked at.

import * as api from './api.js';
import { bytes, moment, saved } from './format.js';
import { copyOf, fill, part, showMoment } from './page.js';
import { inWords, isTerminal, showBar, showState } from './progress.js';

const PAGE = 20;
const SOON_MS = 2_000;
const LATER_MS = 15_000;

const list = document.getElementById('jobs');
const filter = document.getElementById('state-filter');
const older = document.getElementById('jobs-older');
const notice = document.getElementById('jobs-notice');
const empty = document.getElementById('jobs-empty');

const items = new Map();
let timer;
let asked = 0;
let isExtended = false;

export function followJobs() {
  filter.addEventListener('change', startOver);
  older.addEventListener('click', readOlder);
  document.addEventListener('visibilitychange', () => !document.hidden && refresh());
  refresh();
}

function startOver() {
  items.clear();
  list.replaceChildren();
  isExtended = false;
  refresh();
}

/** Reads the latest jobs again, and once more after a while. */
export async function refresh() {
  clearTimeout(timer);
  const question = ++asked;
  const found = await page({});
  if (question !== asked) return;
  if (found) {
    found.jobs.toReversed().forEach((job) => show(job, (item) => list.prepend(item)));
    if (!isExtended) offerOlder(found.next);
    dropStale(found.jobs);
    empty.hidden = items.size > 0;
  }
  timer = setTimeout(() => document.hidden || refresh(), found?.jobs.every(isTerminal) ? LATER_MS : SOON_MS);
}

async function readOlder() {
  older.disabled = true;
  const found = await page({ after: older.dataset.after });
  older.disabled = false;
  if (!found) return;
  isExtended = true;
  found.jobs.forEach((job) => show(job, (item) => list.append(item)));
  offerOlder(found.next);
}

async function page({ after }) {
  try {
    const found = await api.jobs({ status: filter.value, after, limit: PAGE });
    notice.hidden = true;
    return found;
  } catch (problem) {
    if (!(problem instanceof api.Problem)) throw problem;
    notice.textContent = `The jobs shown may be out of date. ${problem.detail}`;
    notice.hidden = false;
    return undefined;
  }
}

function offerOlder(after) {
  older.hidden = !after;
  older.dataset.after = after ?? '';
}

// A job that is no longer in the state asked for leaves the list. Older pages are not read again.
function dropStale(jobs) {
  if (isExtended) return;
  const current = new Set(jobs.map((job) => job.requestId));
  for (const [id, item] of items) {
    if (!current.has(id)) {
      item.remove();
      items.delete(id);
    }
  }
}

function show(job, place) {
  let item = items.get(job.requestId);
  if (!item) {
    item = copyOf('job-template');
    items.set(job.requestId, item);
    place(item);
  }
  fill(item, {
    id: job.requestId,
    counts: inWords(job),
    saved: saved(job.bytesIn, job.bytesOut),
    bytes: job.bytesIn ? `${bytes(job.bytesIn)} → ${bytes(job.bytesOut)}` : '',
  });
  part(item, 'link').href = `/jobs/${job.requestId}`;
  showMoment(part(item, 'accepted'), job.acceptedAt, moment(job.acceptedAt));
  showState(item, job);
  showBar(item, job);
}
