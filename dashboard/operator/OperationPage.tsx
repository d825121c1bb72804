import { useMemo, useState } from 'react';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { Card, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { useRefetch, useSubscription } from '../data/hooks.ts';
import { AlarmList } from './AlarmList.tsx';
import { CostTable } from './CostTable.tsx';
import { DeathList } from './DeathList.tsx';
import { formatTime } from './figureFormat.ts';
import { LatencyCharts } from './LatencyCharts.tsx';
import { LetterChangesDocument } from './letters.documents.ts';
import styles from './OperationPage.module.css';
import { OperationsDocument } from './operations.documents.ts';
import { pathNodes } from './pathNodes.ts';
import { PathPicture, PathTable } from './PathPicture.tsx';
import { TraceFinder } from './TraceFinder.tsx';
import { type Figures, useOperations, workersSince } from './useOperations.ts';
import { WorkerTable } from './WorkerTable.tsx';

/** How the backend does, live: what goes through it, what died, what rings, and what it costs. */
export default function OperationPage() {
  const { hour, live, latest, error, refetch } = useOperations();
  const [isTable, setTable] = useState(false);
  const refresh = useRefetch();
  useSubscription(LetterChangesDocument, {}, () => refresh(OperationsDocument));
  const nodes = useMemo(() => latest && pathNodes(latest), [latest]);
  return (
    <Page
      title="Operation"
      lead={latest ? <Counted figures={latest} isLive={live.length > 0} /> : 'Reading the figures'}
      actions={latest && <Verdict figures={latest} />}
    >
      {error && <Problem title="The figures cannot be read now" onRetry={() => void refetch()} />}
      {!hour && !error && <Loading lines={6} />}
      {nodes && hour && latest && (
        <>
          <Card title="The path of requests">
            {isTable ? <PathTable nodes={nodes} /> : <PathPicture nodes={nodes} />}
            <div className="actions">
              <Button aria-pressed={isTable} onPress={() => setTable(!isTable)}>
                {isTable ? 'Show pictures' : 'Show as tables'}
              </Button>
            </div>
          </Card>
          <LatencyCharts live={live} history={hour.history ?? []} isTable={isTable} />
          <div className={styles.columns}>
            <DeathList deaths={hour.deaths ?? []} letters={lettersOf(latest)} />
            <AlarmList alarms={latest.alarms} />
          </div>
          <WorkerTable latest={latest} workers={workersSince(hour, live)} />
          <div className={styles.columns}>
            <CostTable cost={latest.cost} hour={hour.cost} />
            <EventList events={live} isHere={latest.source === 'MACHINE'} />
          </div>
          <TraceFinder />
        </>
      )}
    </Page>
  );
}

const Counted = ({ figures, isLive }: { readonly figures: Figures; readonly isLive: boolean }) => (
  <>
    {isLive
      ? `Counted each ${figures.seconds < 30 ? 'second on this machine' : 'minute by CloudWatch'}, last at `
      : 'Of the last hour, until '}
    <time dateTime={figures.updatedOn} className={styles.time}>
      {formatTime(figures.updatedOn)}
    </time>
  </>
);

const lettersOf = ({ queues }: Figures) => queues.reduce((sum, { deadLetters }) => sum + deadLetters, 0);

/** One word for those who only pass by. */
function Verdict({ figures }: { readonly figures: Figures }) {
  const letters = lettersOf(figures);
  const ringing = figures.alarms.ringing.length;
  const wrong = [
    ...(letters > 0 ? [`${letters} dead letter${letters === 1 ? '' : 's'}`] : []),
    ...(ringing > 0 ? [`${ringing} alarm${ringing === 1 ? '' : 's'}`] : []),
  ];
  return (
    <div role="status">
      {wrong.length === 0 ? (
        <Badge tone="good">All is well</Badge>
      ) : (
        <Badge tone="bad">{wrong.join(', ')}</Badge>
      )}
    </div>
  );
}

/** Which events went over the bus since the page follows: only one machine counts them by name. */
function EventList({
  events,
  isHere,
}: {
  readonly events: readonly Figures[];
  /** Whether a console stands beside the page. */
  readonly isHere: boolean;
}) {
  const counts = new Map<string, number>();
  for (const { events: counted } of events)
    for (const { name, count } of counted.byName ?? []) counts.set(name, (counts.get(name) ?? 0) + count);
  const sorted = [...counts].sort(([, one], [, other]) => other - one).slice(0, 12);
  return (
    <Card title="Events">
      {sorted.length === 0 ? (
        <p className={styles.quiet}>
          None since this page was opened. On AWS nobody counts events by their names: see the rates above.
        </p>
      ) : (
        <ul className={styles.counts}>
          {sorted.map(([name, count]) => (
            <li key={name}>
              <code>{name}</code> <span>{count}</span>
            </li>
          ))}
        </ul>
      )}
      {isHere && (
        <p className={styles.small}>
          <a href="/console/events">What each event says</a>, and who follows it
        </p>
      )}
    </Card>
  );
}
