import { Link } from 'react-aria-components';
import { Card } from '../components/Page.tsx';
import { formatAge, formatCount, formatMs, wordsOf } from './figureFormat.ts';
import styles from './OperationPage.module.css';
import type { Figures } from './useOperations.ts';

type QueueFigures = Figures['queues'][number];
type WorkerFigures = Figures['workers'][number];

export interface WorkerTableProps {
  readonly latest: Figures;
  /** By their names, of the last hour. */
  readonly workers: ReadonlyMap<string, WorkerFigures>;
}

const HEADS = [
  'Waiting',
  'In work',
  'Oldest',
  'Received',
  'Done',
  'Retried',
  'Given up',
  'p50',
  'p99',
  'Dead letters',
];

/** Each worker and its queue: what waits now, and what became of the messages of the last hour. */
export function WorkerTable({ latest: { queues }, workers }: WorkerTableProps) {
  const isBusy = ({ step, waiting, inFlight, deadLetters }: QueueFigures) =>
    waiting + inFlight + deadLetters + (workers.get(step)?.received ?? 0) > 0;
  const idle = queues.filter((queue) => !isBusy(queue));
  return (
    <Card title="Queues and workers">
      {idle.length < queues.length && <Rows queues={queues.filter(isBusy)} workers={workers} />}
      {idle.length > 0 && (
        <details>
          <summary>
            {idle.length === 1 ? 'One worker' : `${idle.length} workers`} had nothing to do in the last hour
          </summary>
          <p className={styles.reason}>{idle.map(({ step }) => wordsOf(step)).join(', ')}</p>
        </details>
      )}
      <p className={styles.small}>
        Waiting, in work, oldest and dead letters are as they are now; the others are of the last hour.
        Received is what was done, retried or given up.
      </p>
    </Card>
  );
}

const Rows = ({
  queues,
  workers,
}: {
  readonly queues: readonly QueueFigures[];
  readonly workers: WorkerTableProps['workers'];
}) => (
  <div className={styles.scroll} tabIndex={0} role="region" aria-label="Queues and workers">
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Worker</th>
          {HEADS.map((head) => (
            <th scope="col" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {queues.map((queue) => (
          <Row key={queue.name} queue={queue} worker={workers.get(queue.step)} />
        ))}
      </tbody>
    </table>
  </div>
);

function Row({
  queue,
  worker,
}: {
  readonly queue: QueueFigures;
  readonly worker: WorkerFigures | undefined;
}) {
  const { step, waiting, inFlight, oldestSeconds, deadLetters, deadLetterQueue } = queue;
  const count = (value: number | undefined) => formatCount(value ?? 0);
  const time = (ms: number | null | undefined) => (ms === null || ms === undefined ? '–' : formatMs(ms));
  return (
    <tr>
      <th scope="row">{wordsOf(step)}</th>
      <td>{count(waiting)}</td>
      <td>{count(inFlight)}</td>
      <td>{waiting === 0 || oldestSeconds === null ? '–' : formatAge(oldestSeconds)}</td>
      <td>{count(worker?.received)}</td>
      <td>{count(worker?.done)}</td>
      <td>{count(worker?.retried)}</td>
      <td>{count(worker?.buried)}</td>
      <td>{time(worker?.p50)}</td>
      <td>{time(worker?.p99)}</td>
      <td data-wrong={deadLetters > 0 || undefined}>
        {deadLetters > 0 && deadLetterQueue !== null ? (
          <Link
            href={`/operation/letters/${encodeURIComponent(deadLetterQueue)}`}
            aria-label={`${deadLetters} dead letters of ${wordsOf(step)}`}
          >
            {count(deadLetters)}
          </Link>
        ) : (
          count(deadLetters)
        )}
      </td>
    </tr>
  );
}
