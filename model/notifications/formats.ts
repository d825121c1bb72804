/** How a language writes days, times and money. */
export interface Formats {
  /** A calendar date, `YYYY-MM-DD`. */
  readonly day: (date: string) => string;
  /** An instant, ISO 8601 in UTC, in a time zone that is named. */
  readonly time: (instant: string, timeZone: string) => string;
  readonly money: (cents: number, currency: string) => string;
}

/** @param locale as BCP 47 names it, such as `de-DE` */
export const formatsOf = (locale: string): Formats => {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return {
    day: (date) => days.format(new Date(`${date}T00:00:00Z`)),
    time: (instant, timeZone) =>
      new Intl.DateTimeFormat(locale, {
        ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
        timeZone,
        timeZoneName: 'short',
      }).format(new Date(instant)),
    money: (cents, currency) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency }).format(cents / 100),
  };
};
