import { useState, type FormEvent } from 'react';
import { Badge, type Tone } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { TextField } from '../components/Field.tsx';
import { Card } from '../components/Page.tsx';
import { readConfig } from '../data/config.ts';
import { formatMs } from './figureFormat.ts';
import styles from './TraceFinder.module.css';

/** What is read of the path of a request, as one machine tells it. */
interface TraceNode {
  readonly kind: string;
  readonly name: string;
  readonly text: string;
  readonly level: 'ok' | 'warning' | 'error';
  readonly reason: string | null;
  readonly atMs: number;
  readonly durationMs: number | null;
  readonly children: readonly TraceNode[];
}

interface Trace {
  readonly id: string;
  readonly operation: string;
  readonly caller: string | null;
  readonly outcome: TraceNode['level'];
  readonly durationMs: number;
  readonly nodes: readonly TraceNode[];
}

type Found =
  | { readonly kind: 'trace'; readonly trace: Trace }
  | { readonly kind: 'missing' }
  | { readonly kind: 'elsewhere'; readonly href: string };

/** The whole path of one request, by its trace: on one machine here, on AWS in X-Ray. */
export function TraceFinder() {
  const [id, setId] = useState('');
  const [found, setFound] = useState<Found>();
  const search = (event: FormEvent) => {
    event.preventDefault();
    void findTrace(id.trim()).then(setFound);
  };
  return (
    <Card title="The path of one request">
      <form className={styles.form} onSubmit={search}>
        <TextField
          label="Trace"
          value={id}
          onChange={setId}
          description="The id of a trace, or the end of it: dead letters and lines of log name it."
        />
        <Button type="submit" isDisabled={id.trim().length < 6}>
          Find
        </Button>
      </form>
      <div aria-live="polite">
        {found?.kind === 'missing' && <p>No request that is remembered has this trace.</p>}
        {found?.kind === 'elsewhere' && (
          <p>
            On AWS it is in <a href={found.href}>X-Ray</a>.
          </p>
        )}
        {found?.kind === 'trace' && <Path trace={found.trace} />}
      </div>
    </Card>
  );
}

/** One machine answers beside the page; a distribution has no such file, and answers the page itself. */
async function findTrace(id: string): Promise<Found> {
  const response = await fetch(`/traces/${encodeURIComponent(id)}.json`, {
    headers: { accept: 'application/json' },
  });
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  if (!isJson) {
    const { region } = await readConfig();
    const place = `https://${encodeURIComponent(region)}.console.aws.amazon.com/cloudwatch/home`;
    return { kind: 'elsewhere', href: `${place}#xray:traces/${encodeURIComponent(id)}` };
  }
  if (!response.ok) return { kind: 'missing' };
  // `/traces/<id>.json` of the cloud on this machine answers that.
  const trace = (await response.json()) as Trace;
  return { kind: 'trace', trace };
}

const tones: Readonly<Record<TraceNode['level'], Tone>> = { ok: 'good', warning: 'warn', error: 'bad' };
const words: Readonly<Record<TraceNode['level'], string>> = {
  ok: 'went well',
  warning: 'with a warning',
  error: 'failed',
};

const Path = ({ trace }: { readonly trace: Trace }) => (
  <div className={styles.path}>
    <p className={styles.head}>
      <strong>{trace.operation}</strong> {trace.caller !== null && `by ${trace.caller}`},{' '}
      {formatMs(trace.durationMs)} <Badge tone={tones[trace.outcome]}>{words[trace.outcome]}</Badge>
    </p>
    <Nodes nodes={trace.nodes} />
  </div>
);

const Nodes = ({ nodes }: { readonly nodes: readonly TraceNode[] }) => (
  <ol className={styles.nodes}>
    {nodes.map((node, index) => (
      <li key={index}>
        <p data-level={node.level}>
          <span className={styles.kind}>{node.kind}</span> {node.name} {node.text}{' '}
          <span className={styles.at}>
            at {formatMs(node.atMs)}
            {node.durationMs !== null && `, took ${formatMs(node.durationMs)}`}
          </span>
          {node.reason !== null && <span className={styles.reason}> {node.reason}</span>}
        </p>
        {node.children.length > 0 && <Nodes nodes={node.children} />}
      </li>
    ))}
  </ol>
);
