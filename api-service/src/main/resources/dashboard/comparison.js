// Some images that succeeded, before and after: side by side, and one over the other.

import { bytes, saved } from './format.js';
import { copyOf, fill, isWebAddress, part } from './page.js';

const ENDINGS = {
  target_met: '',
  quality_floor: 'as small as its quality allows',
  already_small: 'could not be made smaller',
};

const section = document.getElementById('comparison');
const viewer = document.getElementById('viewer');
const split = part(viewer, 'split');

split.addEventListener('input', placeSplit);
part(section, 'pairs').addEventListener('click', (event) => {
  const pair = event.target.closest('.pair');
  if (pair) view(pair);
});

/** Shows images that succeeded, each with its first rendition. */
export function showComparisons(images) {
  section.hidden = images.length === 0;
  part(section, 'pairs').replaceChildren(...images.map(pair));
}

function pair(image) {
  const item = copyOf('pair-template');
  const [rendition] = image.renditions;
  const facts = [
    `${bytes(image.source.bytes)} → ${bytes(rendition.bytes)}`,
    saved(image.source.bytes, rendition.bytes),
    ENDINGS[rendition.ending] ?? '',
  ];
  fill(item, { name: nameOf(image.url), facts: facts.filter(Boolean).join(' · ') });
  showImage(part(item, 'before'), image.url);
  showImage(part(item, 'after'), rendition.url);
  return item;
}

// A source may refuse to be shown elsewhere, or the page's policy may not allow its origin: the words stay.
function showImage(img, address) {
  img.addEventListener('error', () => img.parentElement.classList.add('unseen'));
  if (isWebAddress(address)) img.src = address;
  else img.parentElement.classList.add('unseen');
}

const nameOf = (address) => {
  const name = new URL(address).pathname.split('/').at(-1);
  try {
    return decodeURIComponent(name) || address;
  } catch {
    return name;
  }
};

function view(chosen) {
  fill(viewer, { name: part(chosen, 'name').textContent, facts: part(chosen, 'facts').textContent });
  for (const side of ['before', 'after']) part(viewer, side).src = part(chosen, side).src;
  split.value = 50;
  placeSplit();
  viewer.showModal();
}

function placeSplit() {
  viewer.style.setProperty('--split', `${split.value}%`);
}
