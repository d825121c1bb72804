const DATE = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const TIME = String.raw`([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?`;
const OFFSET = String.raw`(Z|[+-]\d{2}:[0-5]\d(:[0-5]\d)?)`;

const date = new RegExp(`^${DATE}${OFFSET}?$`);
const time = new RegExp(`^${TIME}${OFFSET}?$`);
const dateTime = new RegExp(`^${DATE}T${TIME}${OFFSET}$`);

/** Extended ISO 8601 with an offset where there is one: https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html */
export const isDate = (text: string) => onCalendar(date.exec(text));
export const isTime = (text: string) => time.test(text);
/** The offset is required. */
export const isDateTime = (text: string) => onCalendar(dateTime.exec(text));

function onCalendar(match: RegExpExecArray | null): boolean {
  if (!match) return false;
  const [year, month, day] = match.slice(1, 4).map(Number) as [number, number, number];
  const there = new Date(Date.UTC(2000, month - 1, day));
  there.setUTCFullYear(year, month - 1, day);
  return there.getUTCMonth() === month - 1 && there.getUTCDate() === day;
}
