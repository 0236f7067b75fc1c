// Server-sent events, read from an answer: EventSource can send no key.

/** The events of a stream, one after the other: {type, id, data}. Comments are left out; a stream that breaks just ends. */
export async function* eventsIn(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let text = await next(reader); text !== undefined; text = await next(reader)) {
    const blocks = (rest + text).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    yield* blocks.map(eventOf).filter(({ data }) => data);
  }
}

async function next(reader) {
  try {
    return (await reader.read()).value;
  } catch {
    return undefined;
  }
}

function eventOf(block) {
  const event = { type: 'message', id: undefined, data: '' };
  for (const line of block.split(/\r?\n/)) {
    const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (name === 'event') event.type = value;
    if (name === 'id') event.id = value;
    if (name === 'data') event.data += event.data ? `\n${value}` : value;
  }
  return event;
}
