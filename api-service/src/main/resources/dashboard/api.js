// The HTTP surface, as the pages use it.

import { eventsIn } from './events.js';
import { askForKey, authorization } from './key.js';

const JOBS = '/v1/jobs';

/** What the API answered instead: RFC 9457. */
export class Problem extends Error {
  constructor({ title, detail, status, errors = [], rejectedRows = errors.length }) {
    super(detail ?? title);
    Object.assign(this, { title, detail: detail ?? '', status, errors, rejectedRows });
  }
}

const pathOf = (job, rest = '') => `${JOBS}/${encodeURIComponent(job)}${rest}`;

export const jobs = ({ status, after, limit }) => read(JOBS, { status, after, limit });
export const job = (id) => read(pathOf(id));
export const images = (id, query) => read(pathOf(id, '/images'), query);
export const rejectedRows = (id) => read(pathOf(id, '/rejected-rows'), { limit: 1000 });
export const deliveries = (id) => read(pathOf(id, '/deliveries'));
export const cancel = (id) => ask(pathOf(id, '/cancel'), { method: 'POST' });
export const retry = (id) => ask(pathOf(id, '/retry'), { method: 'POST' });
export const submit = (form) => ask(JOBS, { method: 'POST', body: form });
export const reportOf = (id) => pathOf(id, '/report.csv');

/** What happens to a job after an event that was seen, as it happens. */
export async function* eventsOf(id, { after, signal }) {
  const headers = { Accept: 'text/event-stream', ...(after && { 'Last-Event-ID': after }) };
  const answer = await reach(pathOf(id, '/events'), { headers, signal });
  if (!answer.ok) throw await problemOf(answer);
  if (answer.body) yield* eventsIn(answer.body);
}

/** The report as a file: a link could send no key. */
export async function report(id) {
  const answer = await reach(reportOf(id), { headers: { Accept: 'text/csv, application/problem+json' } });
  if (!answer.ok) throw await problemOf(answer);
  return answer.blob();
}

function read(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value);
  const parameters = new URLSearchParams(given);
  return ask(given.length ? `${path}?${parameters}` : path);
}

async function ask(address, options = {}) {
  const answer = await reach(address, options);
  if (!answer.ok) throw await problemOf(answer);
  return bodyOf(answer);
}

const problemOf = async (answer) => new Problem({ status: answer.status, ...(await bodyOf(answer)) });

async function reach(address, { headers = { Accept: 'application/json, application/problem+json' }, ...options }) {
  const answer = await send(address, { ...options, headers: { ...headers, ...authorization() } });
  return answer.status === 401 && (await askForKey()) ? reach(address, { headers, ...options }) : answer;
}

async function send(address, options) {
  try {
    return await fetch(address, options);
  } catch (cause) {
    throw new Problem({
      title: 'The service could not be reached',
      detail: 'Nothing came back. Check your connection, and that the file has not changed since it was chosen; then try again.',
      cause,
    });
  }
}

async function bodyOf(answer) {
  const text = await answer.text();
  if (answer.headers.get('Content-Type')?.includes('json')) return JSON.parse(text);
  return { title: 'The answer was not understood', detail: `The service answered with status ${answer.status}.` };
}
