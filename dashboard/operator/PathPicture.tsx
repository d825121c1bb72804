import { FiguresTable } from './FiguresTable.tsx';
import { formatRate } from './figureFormat.ts';
import { type NodeId, type PathNode } from './pathNodes.ts';
import styles from './PathPicture.module.css';

/** Lines of the picture in units of a grid of 6 columns and 3 rows, between the centres of stations, each as fast as one of its ends. */
const LINES: readonly { readonly rateOf: NodeId; readonly path: string }[] = [
  { rateOf: 'intake', path: 'M 50 50 H 150' },
  { rateOf: 'consumers', path: 'M 150 50 H 250' },
  { rateOf: 'consumers', path: 'M 250 50 H 350' },
  { rateOf: 'table', path: 'M 350 50 H 450' },
  { rateOf: 'stream', path: 'M 450 50 H 550' },
  { rateOf: 'work', path: 'M 550 50 V 150 H 450' },
  { rateOf: 'workers', path: 'M 450 150 H 350' },
  { rateOf: 'workers', path: 'M 350 150 V 50' },
  { rateOf: 'subscriptions', path: 'M 550 150 V 200 H 50 V 150' },
  { rateOf: 'subscriptions', path: 'M 50 150 V 50' },
];

/** Where a second's rate has the fastest line; logarithmic, because a burst is a thousand times an idle minute. */
const FASTEST = 200;

/** Seconds that a dash takes to the next one's place. */
const paceOf = (rate: number) => Math.max(0.35, 3 - 2.6 * (Math.log1p(rate) / Math.log1p(FASTEST)));

/**
 * The path of requests, as a picture that moves as fast as they do. Colour is for what is wrong. Without the picture it is a
 * list in the order of the path, which is what narrow screens show and screen readers read.
 */
export function PathPicture({ nodes }: { readonly nodes: readonly PathNode[] }) {
  const rateOf = (id: NodeId) => nodes.find((node) => node.id === id)?.rate ?? 0;
  return (
    <div className={styles.picture}>
      <svg className={styles.lines} viewBox="0 0 600 220" preserveAspectRatio="none" aria-hidden>
        {LINES.map(({ rateOf: id, path }) => {
          const rate = rateOf(id);
          return (
            <g key={path}>
              <path d={path} className={styles.line} />
              {rate > 0 && (
                <path d={path} className={styles.flow} style={{ animationDuration: `${paceOf(rate)}s` }} />
              )}
            </g>
          );
        })}
      </svg>
      <ol className={styles.nodes}>
        {nodes.map((node) => (
          <Station key={node.id} node={node} />
        ))}
      </ol>
    </div>
  );
}

/** The same as a table, for those who read it cell by cell or want all of it at once. */
export const PathTable = ({ nodes }: { readonly nodes: readonly PathNode[] }) => (
  <FiguresTable
    caption="What passes each station of the path"
    columns={['Station', 'Rate', 'Of what', 'Wrong', 'Also']}
    rows={nodes.map(({ title, rate, unit, details, troubles }) => [
      title,
      formatRate(rate),
      unit,
      troubles.join(', ') || 'nothing',
      details.join(', ') || '–',
    ])}
  />
);

const Station = ({ node: { id, title, rate, unit, details, troubles } }: { readonly node: PathNode }) => (
  <li className={styles.node} data-node={id} data-wrong={troubles.length > 0 || undefined}>
    <h3 className={styles.title}>{title}</h3>
    <p className={styles.rate} data-idle={rate === 0 || undefined}>
      {formatRate(rate)} <span className={styles.unit}>{unit}</span>
    </p>
    {details.map((detail) => (
      <p key={detail} className={styles.detail}>
        {detail}
      </p>
    ))}
    {troubles.length > 0 && <p className={styles.trouble}>{troubles.join(', ')}</p>}
  </li>
);
