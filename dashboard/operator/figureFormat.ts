/** Numbers as the reader's browser writes them, short enough for a picture. */
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const hundredth = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 2 });
const dollarsOf = (digits: number) =>
  new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
const dollars = dollarsOf(2);
const partsOfCents = dollarsOf(4);
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

export const formatCount = (count: number): string => whole.format(count);

/** A number a second, or a minute where it is rare: `12/s`, `0.4/s`, `3/min`. */
export const formatRate = (rate: number): string =>
  rate === 0 || rate >= 0.1 ? `${formatFew(rate)}/s` : `${formatFew(rate * 60)}/min`;

const formatFew = (count: number) =>
  (count === 0 || count >= 10 ? whole : count >= 1 ? tenth : hundredth).format(count);

export const formatMs = (ms: number): string =>
  ms >= 1000
    ? `${tenth.format(ms / 1000)}\u00a0s`
    : `${ms < 10 ? tenth.format(ms) : whole.format(ms)}\u00a0ms`;

export const formatAge = (seconds: number): string => {
  if (seconds < 120) return `${whole.format(seconds)} s`;
  if (seconds < 7200) return `${whole.format(seconds / 60)} min`;
  return `${whole.format(seconds / 3600)} h`;
};

export const formatDollars = (amount: number): string => dollars.format(amount);

/** With parts of a cent: an hour of a small service costs less. */
export const formatSmallDollars = (amount: number): string => partsOfCents.format(amount);

/** The time of day. */
export const formatTime = (iso: string): string => clock.format(new Date(iso));

/** A worker or an event in words: `processOrderPayment` is `Process order payment`. */
export const wordsOf = (name: string): string => {
  const words = name
    .replace(/_EVENT$/, '')
    .replace(/_/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
