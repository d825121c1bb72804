import { parseDate } from '@internationalized/date';
import { formatWeekday, todayHere } from '../components/format.ts';
import styles from './OccupancyPage.module.css';

export interface Apartment {
  readonly id: string;
  readonly apartmentNumber: string;
  readonly takenNights: readonly string[];
  /** Stays that are asked for. */
  readonly asked: readonly { readonly startDate: string; readonly endDate: string }[];
}

export interface NightsTableProps {
  readonly apartments: readonly Apartment[];
  /** The first night. */
  readonly from: string;
  readonly nights: number;
  readonly caption: string;
  /** Whether these nights are still being read. */
  readonly isBusy: boolean;
}

const letter = new Intl.DateTimeFormat(undefined, { weekday: 'narrow', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat(undefined, { month: 'short', timeZone: 'UTC' });
const instantOf = (night: string) => new Date(`${night}T00:00:00Z`);
const isWeekend = (night: string) => [5, 6].includes(instantOf(night).getUTCDay());

/** A row for each apartment, a column for each night. It can be scrolled by keys, and each cell says what it shows. */
export function NightsTable({ apartments, from, nights, caption, isBusy }: NightsTableProps) {
  const first = parseDate(from);
  const dates = Array.from({ length: nights }, (_, days) => first.add({ days }).toString());
  return (
    // Scrollable regions are reached by keys: https://dequeuniversity.com/rules/axe/4.11/scrollable-region-focusable
    <div className={styles.scroll} role="region" aria-label="Nights by apartment" tabIndex={0}>
      <table className={styles.table} aria-busy={isBusy}>
        <caption className={styles.hidden}>{caption}</caption>
        <thead>
          <tr>
            <td />
            {dates.map((night, index) => (
              <th
                key={night}
                scope="col"
                data-weekend={isWeekend(night) || undefined}
                data-today={night === todayHere() || undefined}
              >
                <span aria-hidden className={styles.month}>
                  {(index === 0 || night.endsWith('-01')) && month.format(instantOf(night))}
                </span>
                <span aria-hidden>{letter.format(instantOf(night))}</span>
                <span aria-hidden className={styles.day}>
                  {Number(night.slice(8))}
                </span>
                <span className={styles.hidden}>{formatWeekday(night)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {apartments.map((apartment) => (
            <Row key={apartment.id} apartment={apartment} dates={dates} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Row = ({ apartment, dates }: { readonly apartment: Apartment; readonly dates: readonly string[] }) => {
  const taken = new Set(apartment.takenNights);
  const stateOf = (night: string) => {
    if (taken.has(night)) return 'taken';
    return apartment.asked.some(({ startDate, endDate }) => startDate <= night && night < endDate)
      ? 'asked'
      : 'free';
  };
  return (
    <tr>
      <th scope="row">{apartment.apartmentNumber}</th>
      {dates.map((night) => {
        const state = stateOf(night);
        return (
          <td key={night} data-weekend={isWeekend(night) || undefined}>
            <span className={styles[state]} title={`${formatWeekday(night)}: ${WORDS[state]}`}>
              <span className={styles.hidden}>{WORDS[state]}</span>
            </span>
          </td>
        );
      })}
    </tr>
  );
};

const WORDS = { taken: 'taken', asked: 'asked for', free: 'free' } as const;
