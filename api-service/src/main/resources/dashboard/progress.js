// How far a job is, drawn the same way everywhere.

import { count, counted, words } from './format.js';
import { part } from './page.js';

export const isTerminal = (job) => job.status !== 'accepted' && job.status !== 'running';

export const endedOf = (job) => job.succeeded + job.failed + job.cancelled;

export function showState(root, job) {
  const state = part(root, 'state');
  state.textContent = words(job.status);
  state.dataset.state = job.status;
}

export function showBar(root, job) {
  const bar = part(root, 'bar');
  for (const ending of ['succeeded', 'failed', 'cancelled']) {
    const share = bar.querySelector(`.${ending}`);
    share.style.width = job.images === 0 ? '0' : `${(100 * job[ending]) / job.images}%`;
    share.hidden = job[ending] === 0;
  }
  bar.setAttribute('aria-valuemin', 0);
  bar.setAttribute('aria-valuemax', job.images);
  bar.setAttribute('aria-valuenow', endedOf(job));
  bar.setAttribute('aria-valuetext', inWords(job));
}

/** "12 of 20 images, 2 failed". */
export function inWords(job) {
  const failed = job.failed ? `, ${count(job.failed)} failed` : '';
  const cancelled = job.cancelled ? `, ${count(job.cancelled)} cancelled` : '';
  return isTerminal(job)
    ? `${counted(job.images, 'image')}${failed}${cancelled}`
    : `${count(endedOf(job))} of ${counted(job.images, 'image')}${failed}${cancelled}`;
}
