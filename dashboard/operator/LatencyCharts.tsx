import { Card } from '../components/Page.tsx';
import { Chart } from './Chart.tsx';
import { formatCount, formatMs, formatRate } from './figureFormat.ts';
import styles from './OperationPage.module.css';
import type { OperationsQuery } from './operations.documents.ts';
import type { Figures } from './useOperations.ts';

type Minute = NonNullable<OperationsQuery['operations']['history']>[number];

/** One place of the charts: a second, or a minute. */
interface Point {
  readonly time: number;
  readonly requests: number;
  readonly events: number;
  readonly delivered: number;
  readonly p50: number | null;
  readonly p99: number | null;
}

const MINUTE_SECONDS = 60;

const pointOfMinute = ({ minute, requests, events, delivered, p50, p99 }: Minute): Point => ({
  time: Date.parse(minute),
  requests: requests / MINUTE_SECONDS,
  events: events / MINUTE_SECONDS,
  delivered: delivered / MINUTE_SECONDS,
  p50,
  p99,
});

const pointOf = ({ updatedOn, seconds, requests, events, subscriptions }: Figures): Point => ({
  time: Date.parse(updatedOn),
  requests: requests.count / seconds,
  events: events.count / seconds,
  delivered: subscriptions.delivered / seconds,
  p50: requests.p50,
  p99: requests.p99,
});

/** A line needs two points. */
const FEWEST = 3;

/** What passes, and how long requests take: by the second on one machine, by the minute on AWS and before anything arrives. */
export function LatencyCharts({
  live,
  history,
  isTable,
}: {
  readonly live: readonly Figures[];
  readonly history: readonly Minute[];
  readonly isTable: boolean;
}) {
  const isLive = live.length >= FEWEST && live[0]?.source === 'MACHINE';
  const points = isLive ? live.map(pointOf) : history.map(pointOfMinute);
  const times = points.map(({ time }) => time);
  const span = isLive ? 'the last seconds' : 'the last hour, by the minute';
  const most = (value: (point: Point) => number) => Math.max(0, ...points.map(value));
  const known = points.filter(({ p99 }) => p99 !== null);
  const last = known.at(-1);
  return (
    <div className={styles.columns}>
      <Card title="Throughput">
        <Chart
          isTable={isTable}
          summary={`In ${span}: at most ${formatRate(most(({ requests }) => requests))} requests, ${formatRate(most(({ events }) => events))} events, ${formatRate(most(({ delivered }) => delivered))} messages to subscribers.`}
          times={times}
          format={(value) => formatRate(value)}
          series={[
            {
              label: 'Requests',
              colour: '--accent',
              isFilled: true,
              values: points.map(({ requests }) => requests),
            },
            { label: 'Events', colour: '--info', values: points.map(({ events }) => events) },
            { label: 'To subscribers', colour: '--muted', values: points.map(({ delivered }) => delivered) },
          ]}
        />
      </Card>
      <Card title="Latency of requests">
        <Chart
          isTable={isTable}
          summary={
            last
              ? `Half of the requests took at most ${formatMs(last.p50 ?? 0)}, 99 of 100 at most ${formatMs(last.p99 ?? 0)}; known of ${formatCount(known.length)} of ${formatCount(points.length)} ${isLive ? 'seconds' : 'minutes'}.`
              : `No requests in ${span}.`
          }
          times={times}
          format={formatMs}
          series={[
            { label: 'p99', colour: '--info', values: points.map(({ p99 }) => p99) },
            { label: 'p50', colour: '--accent', values: points.map(({ p50 }) => p50) },
          ]}
        />
      </Card>
    </div>
  );
}
