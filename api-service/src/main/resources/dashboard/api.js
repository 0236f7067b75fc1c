// The HTTP surface, as the pages use it.

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
export const eventsOf = (id) => new EventSource(pathOf(id, '/events'));

function read(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value);
  const parameters = new URLSearchParams(given);
  return ask(given.length ? `${path}?${parameters}` : path);
}

async function ask(address, options = {}) {
  const answer = await reach(address, options);
  const body = await bodyOf(answer);
  if (!answer.ok) throw new Problem({ status: answer.status, ...body });
  return body;
}

async function reach(address, options) {
  try {
    return await fetch(address, { headers: { Accept: 'application/json, application/problem+json' }, ...options });
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
