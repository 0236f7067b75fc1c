// Numbers as people read them. Pure functions.

const LOCALE = 'en';
const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];
const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 3 });
const moments = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });

export const count = (number) => whole.format(number);

/** "1 image", "1,200 images". */
export const counted = (number, noun) => `${count(number)} ${noun}${number === 1 ? '' : 's'}`;

/** Decimal units, three significant digits: "1.23 MB". */
export function bytes(number) {
  let unit = 0;
  let amount = number;
  while (amount >= 999.5 && unit < UNITS.length - 1) {
    amount /= 1000;
    unit++;
  }
  return `${short.format(amount)} ${UNITS[unit]}`;
}

/** A share in percent; rounded down, so that 100 % means all. */
export const percent = (number, of) => `${of === 0 ? 0 : Math.floor((100 * number) / of)} %`;

/** What share of the bytes is gone; nothing where nothing was fetched. Several renditions may be more than their source. */
export function saved(bytesIn, bytesOut) {
  if (bytesIn === 0) return '';
  const share = Math.round(100 * (1 - bytesOut / bytesIn));
  return share < 0 ? `${-share} % more` : `${share} % saved`;
}

/** "8 s", "2 min 5 s", "3 h 4 min". */
export function duration(seconds) {
  const total = Math.max(0, Math.round(seconds));
  if (total < 60) return `${total} s`;
  if (total < 3600) return joined(Math.floor(total / 60), 'min', total % 60, 's');
  return joined(Math.floor(total / 3600), 'h', Math.floor((total % 3600) / 60), 'min');
}

const joined = (big, bigUnit, small, smallUnit) =>
  small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;

export const moment = (iso) => moments.format(new Date(iso));

/** "completed_with_errors" as "Completed with errors". */
export const words = (wireName) =>
  wireName.charAt(0).toUpperCase() + wireName.slice(1).replaceAll('_', ' ');
