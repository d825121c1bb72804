import {
  type CalendarDate,
  getLocalTimeZone,
  parseDate,
  toCalendarDate,
  today,
} from '@internationalized/date';
import {
  Button,
  CalendarCell,
  CalendarGrid,
  CalendarHeading,
  Calendar as AriaCalendar,
  RangeCalendar as AriaRangeCalendar,
} from 'react-aria-components';
import styles from './Calendar.module.css';

/** Two calendar dates, `YYYY-MM-DD`; `endDate` is the first morning that is not part of it. */
export interface Stay {
  readonly startDate: string;
  readonly endDate: string;
}

/** The most nights of a stay, as the API has them. */
const MOST_NIGHTS = 90;

/** How far ahead somebody may look, in days: what one request of taken nights spans. */
export const DAYS_AHEAD = 365;

export interface StayCalendarProps {
  readonly label: string;
  readonly value: Stay | null;
  readonly onChange: (stay: Stay) => void;
  /** Nights that somebody else has. @default none */
  readonly taken?: ReadonlySet<string>;
}

/** Arrival and departure. A stay reaches over no taken night, but may end on the day on which one begins. */
export function StayCalendar({ label, value, onChange, taken = new Set() }: StayCalendarProps) {
  const isUnavailable = (date: CalendarDate, arrival: CalendarDate | null) => {
    const night = date.toString();
    if (!taken.has(night)) return false;
    if (arrival === null) return night !== value?.endDate;
    return !(date.compare(arrival) > 0 && isFree(arrival, date, taken));
  };
  const first = today(getLocalTimeZone());
  return (
    <AriaRangeCalendar
      aria-label={label}
      className={styles.calendar ?? ''}
      minValue={first}
      maxValue={first.add({ days: DAYS_AHEAD })}
      value={value && { start: parseDate(value.startDate), end: parseDate(value.endDate) }}
      isDateUnavailable={(date, arrival) => isUnavailable(toCalendarDate(date), arrival)}
      onChange={({ start, end }) => {
        // One day is no night; a stay longer than any is cut to the longest.
        const days = end.compare(start);
        const last = days > MOST_NIGHTS ? start.add({ days: MOST_NIGHTS }) : end;
        if (days > 0) onChange({ startDate: start.toString(), endDate: last.toString() });
      }}
    >
      <Months />
    </AriaRangeCalendar>
  );
}

/** Whether each night from one date up to another is free. */
function isFree(from: CalendarDate, to: CalendarDate, taken: ReadonlySet<string>): boolean {
  for (let night = from; night.compare(to) < 0; night = night.add({ days: 1 }))
    if (taken.has(night.toString())) return false;
  return true;
}

export interface DayCalendarProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (date: string) => void;
}

/** One day from today on. */
export function DayCalendar({ label, value, onChange }: DayCalendarProps) {
  const first = today(getLocalTimeZone());
  return (
    <AriaCalendar
      aria-label={label}
      className={`${styles.calendar} ${styles.single}`}
      minValue={first}
      maxValue={first.add({ days: DAYS_AHEAD })}
      value={parseDate(value)}
      onChange={(date) => onChange(date.toString())}
    >
      <Months />
    </AriaCalendar>
  );
}

const Months = () => (
  <>
    <header className={styles.header}>
      <Button slot="previous" className={styles.turn ?? ''}>
        ‹
      </Button>
      <CalendarHeading className={styles.heading ?? ''} />
      <Button slot="next" className={styles.turn ?? ''}>
        ›
      </Button>
    </header>
    <CalendarGrid className={styles.grid ?? ''} weekdayStyle="short">
      {(date) => <CalendarCell date={date} className={styles.cell ?? ''} />}
    </CalendarGrid>
  </>
);
