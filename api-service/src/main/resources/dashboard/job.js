// One job: what the API says of it, and says anew with every event until it has ended.

import * as api from './api.js';
import { showComparisons } from './comparison.js';
import { showFailures } from './failures.js';
import { bytes, count, counted, duration, moment, percent, saved, words } from './format.js';
import { hasKey } from './key.js';
import { element, faultTable, fill, outerLink, part, showMoment } from './page.js';
import { endedOf, isTerminal, showBar, showState } from './progress.js';

const COMPARED = 6;
const RECONNECT_MS = 5_000;
const DETAILS_MS = 4_000;

const id = decodeURIComponent(location.pathname.split('/').at(-1));
const root = document.getElementById('job');
const dialog = document.getElementById('cancel-dialog');

let job;
let detailed = { failed: -1, succeeded: -1 };
let detailsAt = 0;
let isReadingDetails = false;
let lastEvent;

part(root, 'cancel').addEventListener('click', askToCancel);
part(root, 'retry').addEventListener('click', retry);
part(root, 'report').addEventListener('click', (event) => hasKey() && saveReport(event));
dialog.addEventListener('close', () => dialog.returnValue === 'cancel' && cancel());
start();

async function start() {
  const read = await attempt(() => api.job(id));
  if (!read) return;
  showStanding(read);
  show(read);
  if (read.rejectedRows) showRejected();
  if (!isTerminal(read)) follow();
}

/** What the call gives; a problem is shown, and gives nothing. */
async function attempt(call) {
  const notice = document.getElementById('problem');
  try {
    const answer = await call();
    notice.hidden = true;
    return answer;
  } catch (problem) {
    if (!(problem instanceof api.Problem)) throw problem;
    fill(notice, { title: problem.title, detail: problem.detail });
    notice.hidden = false;
    notice.scrollIntoView({ block: 'nearest' });
    return undefined;
  }
}

// A browser grants a site few connections, so that a page nobody looks at gives its own back.
async function follow() {
  await beingLookedAt();
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  document.addEventListener('visibilitychange', leave, { once: true });
  await take(leaving.signal);
  document.removeEventListener('visibilitychange', leave);
  if (isTerminal(job)) return;
  if (!leaving.signal.aborted) {
    showConnection('The connection was lost. What is shown may be out of date; connecting again…');
    await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
  }
  follow();
}

function beingLookedAt() {
  return new Promise((resolve) => {
    if (document.hidden) document.addEventListener('visibilitychange', resolve, { once: true });
    else resolve();
  });
}

/** Shows what happens, until nothing more does, the connection breaks or nobody looks any more. */
async function take(signal) {
  try {
    for await (const { id: number, data } of api.eventsOf(id, { after: lastEvent, signal })) {
      showConnection('');
      const told = JSON.parse(data);
      const isTurn = told.status !== job.status;
      lastEvent = number;
      show({ ...job, etaSeconds: undefined, ...told });
      if (isTurn) refresh();
    }
  } catch (problem) {
    if (!(problem instanceof api.Problem)) throw problem;
  }
}

function showConnection(text) {
  const connection = document.getElementById('connection');
  connection.textContent = text;
  connection.hidden = !text;
}

async function refresh() {
  const read = await attempt(() => api.job(id));
  if (read) show(read);
}

// What does not change while the job runs.
function showStanding(read) {
  root.hidden = false;
  document.title = `Job ${read.requestId} · Halftone`;
  fill(root, { id: read.requestId });
  showMoment(part(root, 'accepted'), read.acceptedAt, `Accepted ${moment(read.acceptedAt)}`);
  part(root, 'report').href = api.reportOf(id);
  part(root, 'renditions').replaceChildren(...read.renditions.flatMap(rendition));
}

function rendition({ name, pipeline }) {
  return [element('dt', name), element('dd', pipeline.map(step).join(', then '))];
}

const step = ({ operation, ...settings }) =>
  `${operation} (${Object.entries(settings).map(([name, value]) => `${name} ${value}`).join(', ')})`;

function show(read) {
  const before = job;
  job = read;
  const ended = endedOf(job);
  fill(root, {
    percent: percent(ended, job.images),
    ended: `${count(ended)} of ${counted(job.images, 'image')}`,
    eta: job.etaSeconds === undefined || isTerminal(job) ? '' : `about ${duration(job.etaSeconds)} left`,
    succeeded: count(job.succeeded),
    failed: count(job.failed),
    cancelled: count(job.cancelled),
    pending: count(job.pending),
    saved: saved(job.bytesIn, job.bytesOut) || '–',
    'bytes-in': bytes(job.bytesIn),
    'bytes-out': bytes(job.bytesOut),
    time: timeTaken(),
    rows: job.rejectedRows ? `${count(job.rows)} (${count(job.rejectedRows)} left out)` : count(job.rows),
  });
  showState(root, job);
  showBar(root, job);
  showLineage();
  part(root, 'cancel').hidden = isTerminal(job);
  part(root, 'retry').hidden = !isTerminal(job) || job.failed === 0;
  if (before && before.status !== job.status) announce();
  showDetails();
}

function timeTaken() {
  if (!job.startedAt) return '–';
  return duration(((job.completedAt ? Date.parse(job.completedAt) : Date.now()) - Date.parse(job.startedAt)) / 1000);
}

function announce() {
  document.getElementById('announcement').textContent =
    `${words(job.status)}: ${count(job.succeeded)} succeeded, ${count(job.failed)} failed.`;
}

function showLineage() {
  const lineage = part(root, 'lineage');
  lineage.replaceChildren();
  if (job.retryOf) lineage.append(' · retries ', jobLink(job.retryOf));
  for (const retried of job.retries ?? []) lineage.append(' · retried by ', jobLink(retried));
}

function jobLink(other) {
  const link = element('a', other, 'mono');
  link.href = `/jobs/${other}`;
  return link;
}

// The images behind the counts are read again only when the counts have changed, and not too often while they do.
async function showDetails() {
  const isDue = isTerminal(job) || Date.now() - detailsAt > DETAILS_MS;
  if (isReadingDetails || !isDue) return;
  isReadingDetails = true;
  const counts = { failed: job.failed, succeeded: job.succeeded };
  await attempt(() => readDetails(counts));
  isReadingDetails = false;
  detailsAt = Date.now();
  detailed = counts;
  if (isTerminal(job) && (counts.failed !== job.failed || counts.succeeded !== job.succeeded)) showDetails();
}

async function readDetails({ failed, succeeded }) {
  if (failed !== detailed.failed) await showFailures(job);
  if (detailed.succeeded < COMPARED && succeeded > Math.max(0, detailed.succeeded)) {
    showComparisons((await api.images(id, { status: 'succeeded', limit: COMPARED })).images);
  }
  if (isTerminal(job)) showDeliveries((await api.deliveries(id)).deliveries);
}

async function showRejected() {
  const read = await attempt(() => api.rejectedRows(id));
  if (!read) return;
  const faults = counted(read.errors.length, 'fault');
  const extent = read.next ? `The first ${faults}` : `${faults} in ${counted(read.rejectedRows, 'row')}`;
  const section = document.getElementById('rejected');
  part(section, 'table').replaceChildren(faultTable(read.errors, extent));
  section.hidden = false;
}

function showDeliveries(deliveries) {
  const section = document.getElementById('deliveries');
  section.hidden = deliveries.length === 0;
  part(section, 'list').replaceChildren(...deliveries.map(delivery));
}

function delivery({ url, status, attempts }) {
  const item = document.createElement('li');
  const badge = element('span', words(status), 'state');
  badge.dataset.state = { succeeded: 'completed', failed: 'failed' }[status] ?? 'running';
  item.append(badge, ' ', outerLink(url), ' ', element('span', counted(attempts.length, 'attempt'), 'hint'));
  return item;
}

async function saveReport(event) {
  event.preventDefault();
  const file = await attempt(() => api.report(id));
  if (!file) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `report-${id}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function askToCancel() {
  const kept = job.succeeded ? ` The ${counted(job.succeeded, 'image')} already made stay.` : '';
  fill(dialog, { text: `${counted(job.pending, 'image')} will not be made.${kept}` });
  dialog.returnValue = '';
  dialog.showModal();
}

async function cancel() {
  if (await attempt(() => api.cancel(id))) await refresh();
}

async function retry() {
  const accepted = await attempt(() => api.retry(id));
  if (accepted) location.assign(`/jobs/${accepted.requestId}`);
}
