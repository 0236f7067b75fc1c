// Submitting a manifest: the form, what is dropped on it, and what the API answers.

import * as api from './api.js';
import { bytes, counted } from './format.js';
import { copyOf, faultTable, fill, part } from './page.js';

const form = document.getElementById('submission');
const answer = document.getElementById('answer');
const drop = part(form, 'drop');
const chosen = form.elements.file;

/** @param onAccepted called once a job is durable */
export function listenForSubmissions(onAccepted) {
  chosen.addEventListener('change', showChosen);
  for (const over of ['dragenter', 'dragover']) drop.addEventListener(over, invite);
  for (const out of ['dragleave', 'drop']) drop.addEventListener(out, () => drop.classList.remove('over'));
  drop.addEventListener('drop', take);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (form.reportValidity()) send(event.submitter?.value === 'check', onAccepted);
  });
  showChosen();
}

function invite(event) {
  event.preventDefault();
  drop.classList.add('over');
}

function take(event) {
  event.preventDefault();
  if (event.dataTransfer.files.length === 1) {
    chosen.files = event.dataTransfer.files;
    showChosen();
  } else {
    show(problem({ title: 'One file at a time', detail: 'Drop a single CSV.' }));
  }
}

function showChosen() {
  const file = chosen.files[0];
  drop.classList.toggle('chosen', Boolean(file));
  if (file) fill(drop, { 'file-name': file.name, 'file-size': bytes(file.size) });
}

async function send(checkOnly, onAccepted) {
  busy(true);
  try {
    const given = await api.submit(fields(checkOnly));
    if (checkOnly) showChecked(given);
    else accepted(given, onAccepted);
  } catch (refusal) {
    if (!(refusal instanceof api.Problem)) throw refusal;
    showRefused(refusal);
  } finally {
    busy(false);
  }
}

function busy(isBusy) {
  part(form, 'sending').hidden = !isBusy;
  for (const button of form.querySelectorAll('button')) button.disabled = isBusy;
}

// The manifest comes last: the service reads the fields before it, and can refuse a wrong one early.
function fields(checkOnly) {
  const { mode, webhookUrl, file } = form.elements;
  const sent = new FormData();
  sent.append('mode', checkOnly ? 'dry_run' : mode.value);
  sent.append('pipeline', JSON.stringify(pipeline()));
  if (webhookUrl.value) sent.append('webhookUrl', webhookUrl.value);
  sent.append('file', file.files[0]);
  return sent;
}

function pipeline() {
  const { side, format, percent } = form.elements;
  const box = Number(side.value);
  return [
    ...(box ? [{ operation: 'resize', width: box, height: box, fit: 'inside' }] : []),
    ...(format.value ? [{ operation: 'convert', format: format.value }] : []),
    { operation: 'compress', ratio: Number(percent.value) / 100 },
  ];
}

function accepted(job, onAccepted) {
  onAccepted();
  if (!job.webhookSecret) {
    location.assign(`/jobs/${job.requestId}`);
    return;
  }
  const notice = copyOf('accepted-template');
  fill(notice, { summary: `${counted(job.images, 'image')} in ${counted(job.rows, 'row')}.`, secret: job.webhookSecret });
  part(notice, 'follow').href = `/jobs/${job.requestId}`;
  part(notice, 'secret-box').hidden = false;
  part(notice, 'copy').addEventListener('click', async ({ target }) => {
    await navigator.clipboard.writeText(job.webhookSecret);
    target.textContent = 'Copied';
  });
  show(notice);
}

function showChecked({ rows, images, rejectedRows, errors }) {
  const valid = `${counted(images, 'image')} in ${counted(rows, 'row')}. Nothing was stored.`;
  if (rejectedRows === 0 && errors.length === 0) {
    const notice = copyOf('valid-template');
    fill(notice, { summary: valid });
    show(notice);
  } else {
    const title = `${counted(rejectedRows, 'row')} to mend`;
    show(problem({ title, detail: `Valid: ${valid}` }), faults(errors));
  }
}

function showRefused(refusal) {
  show(problem(refusal), ...(refusal.errors.length ? [faults(refusal.errors)] : []));
}

function problem({ title, detail }) {
  const notice = copyOf('problem-template');
  fill(notice, { title, detail });
  return notice;
}

const faults = (errors) =>
  faultTable(errors, errors.length === 100 ? 'The first 100 faults' : counted(errors.length, 'fault'));

function show(...notices) {
  answer.replaceChildren(...notices);
  answer.hidden = false;
  answer.focus();
}
