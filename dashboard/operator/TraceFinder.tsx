import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Badge, type Tone } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { TextField } from '../components/Field.tsx';
import { Card, Loading } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { useData } from '../data/hooks.ts';
import { problemWords } from '../data/problemWords.ts';
import { formatMs, formatTime } from './figureFormat.ts';
import { RequestPathDocument, type RequestPathQuery } from './path.documents.ts';
import styles from './TraceFinder.module.css';

type RequestPath = NonNullable<RequestPathQuery['requestPath']>;
type Level = RequestPath['level'];

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids */
const TRACE_ID = /1-[\da-f]{8}-[\da-f]{24}/;

/** A line of log or a header may be pasted: the id is found in it. */
const idIn = (text: string) => TRACE_ID.exec(text)?.[0];

/** The address of the page with the path of one request, for links. */
export const pathAddress = (traceId: string) => `/operation?trace=${encodeURIComponent(traceId)}`;

const linked = () => new URLSearchParams(location.search).get('trace') ?? '';

/** The whole path of one request, by its trace. */
export function TraceFinder() {
  const [text, setText] = useState(linked);
  const [traceId, setTraceId] = useState(() => idIn(linked()));
  const id = idIn(text);
  const place = useRef<HTMLFormElement>(null);
  // Whoever follows a link to a path wants to see it, and it stands below all figures.
  useEffect(() => {
    if (linked() !== '') place.current?.scrollIntoView();
  }, []);
  const search = (event: FormEvent) => {
    event.preventDefault();
    if (id !== undefined) setTraceId(id);
  };
  return (
    <Card title="The path of one request">
      <form ref={place} className={styles.form} onSubmit={search}>
        <TextField
          label="Trace"
          value={text}
          onChange={setText}
          description="Such as 1-5b2f… Dead letters, lines of log and live statuses name it; paste any of them."
        />
        <Button type="submit" isDisabled={id === undefined}>
          Find
        </Button>
      </form>
      <div aria-live="polite">{traceId !== undefined && <Found key={traceId} traceId={traceId} />}</div>
    </Card>
  );
}

function Found({ traceId }: { readonly traceId: string }) {
  const { data, error, refetch } = useData(RequestPathDocument, { traceId });
  if (error)
    return (
      <Problem title="The path cannot be read now" onRetry={() => void refetch()}>
        {problemWords(error)}
      </Problem>
    );
  if (!data) return <Loading lines={4} />;
  if (!data.requestPath)
    return (
      <p>
        Nothing is known of this trace. On AWS, X-Ray records one request of twenty, and keeps it for 30 days.
      </p>
    );
  return <Path path={data.requestPath} onReload={() => void refetch()} />;
}

const tones: Readonly<Record<Level, Tone>> = { OK: 'good', WARNING: 'warn', ERROR: 'bad' };
const words: Readonly<Record<Level, string>> = {
  OK: 'went well',
  WARNING: 'with a warning',
  ERROR: 'failed',
};

const Path = ({ path, onReload }: { readonly path: RequestPath; readonly onReload: () => void }) => (
  <div className={styles.path}>
    <p className={styles.head}>
      <strong>{path.operation}</strong> at {formatTime(path.startedOn)}, took {formatMs(path.durationMs)}{' '}
      <Badge tone={tones[path.level]}>{words[path.level]}</Badge>
      <Button onPress={onReload}>Read again</Button>
    </p>
    <Steps steps={path.steps} depth={0} />
    {path.omitted > 0 && <p>{path.omitted} more steps are not shown.</p>}
  </div>
);

type Step = RequestPath['steps'][number];

/** The steps of one depth, each with those below it: a tree, as they follow each other. */
function Steps({ steps, depth }: { readonly steps: readonly Step[]; readonly depth: number }) {
  const begins = steps.flatMap((step, index) => (step.depth <= depth ? [index] : []));
  return (
    <ol className={styles.nodes}>
      {begins.map((begin, index) => {
        const [step, ...below] = steps.slice(begin, begins[index + 1]);
        return (
          step && (
            <li key={begin}>
              <StepLine step={step} />
              {below.length > 0 && <Steps steps={below} depth={depth + 1} />}
            </li>
          )
        );
      })}
    </ol>
  );
}

const StepLine = ({
  step: { kind, name, text, level, reason, atMs, durationMs },
}: {
  readonly step: Step;
}) => (
  <p data-level={level}>
    <span className={styles.kind}>{kind}</span> {name} {text}{' '}
    <span className={styles.at}>
      at {formatMs(atMs)}
      {durationMs !== null && `, took ${formatMs(durationMs)}`}
    </span>
    {reason !== null && <span className={styles.reason}> {reason}</span>}
  </p>
);
