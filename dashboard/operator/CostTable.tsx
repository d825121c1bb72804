import { Card } from '../components/Page.tsx';
import { formatDollars, formatSmallDollars } from './figureFormat.ts';
import styles from './OperationPage.module.css';
import type { Figures } from './useOperations.ts';

const HOURS_A_MONTH = 730;

const sumOf = (cost: Figures['cost']) => cost.reduce((sum, { hourly }) => sum + hourly, 0);

/** What it costs an hour, by service: at the pace of this moment, and of the last hour. */
export const CostTable = ({
  cost,
  hour,
}: {
  readonly cost: Figures['cost'];
  readonly hour: Figures['cost'];
}) => (
  <Card title="Cost an hour on AWS">
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Cost by service">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">Now</th>
            <th scope="col">Last hour</th>
            <th scope="col" className={styles.text}>
              Counted in the last hour
            </th>
          </tr>
        </thead>
        <tbody>
          {hour.map(({ service, hourly, counted }) => (
            <tr key={service}>
              <th scope="row">{service}</th>
              <td>{formatSmallDollars(cost.find((line) => line.service === service)?.hourly ?? 0)}</td>
              <td>{formatSmallDollars(hourly)}</td>
              <td className={styles.text}>{counted}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <td>{formatSmallDollars(sumOf(cost))}</td>
            <td>{formatSmallDollars(sumOf(hour))}</td>
            <td className={styles.text}>{formatDollars(sumOf(hour) * HOURS_A_MONTH)} a month at this pace</td>
          </tr>
        </tfoot>
      </table>
    </div>
    <p className={styles.small}>
      List prices of us-east-1 in USD, without free tiers, firewall, sign-in, storage and transfer.
    </p>
  </Card>
);
