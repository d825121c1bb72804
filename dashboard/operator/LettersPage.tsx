import { useState } from 'react';
import { Badge, type Tone } from '../components/Badge.tsx';
import { LinkButton } from '../components/Button.tsx';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { TextField } from '../components/Field.tsx';
import { formatInstant } from '../components/format.ts';
import { Card, Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { useData, useRefetch, useSend, useSubscription } from '../data/hooks.ts';
import { LetterCard } from './LetterCard.tsx';
import {
  BringBackDocument,
  LetterChangesDocument,
  LetterRunsDocument,
  type LetterRunsQuery,
  LettersDocument,
  RunChangesDocument,
} from './letters.documents.ts';
import styles from './OperationPage.module.css';

/** The dead letters of one queue: looked at, edited, discarded, brought back. */
export default function LettersPage({ queue = '' }: { readonly queue?: string | undefined }) {
  const { data, error, refetch } = useData(LettersDocument, { queue });
  const refresh = useRefetch();
  const follow = () => refresh(LettersDocument, LetterRunsDocument);
  useSubscription(LetterChangesDocument, {}, follow);
  useSubscription(RunChangesDocument, {}, follow);
  const letters = data?.deadLetters.items;
  return (
    <Page
      title="Dead letters"
      lead={<span className={styles.reason}>{queue}</span>}
      actions={<LinkButton href="/operation">Back to the picture</LinkButton>}
    >
      {error && <Problem title="The letters cannot be read now" onRetry={() => void refetch()} />}
      {!letters && !error && <Loading />}
      {letters?.length === 0 && (
        <Empty title="This queue is mended">
          <p>No dead letter lies in it.</p>
        </Empty>
      )}
      {letters && letters.length > 0 && (
        <>
          <BringAllBack queue={queue} more={data?.deadLetters.nextToken !== null} count={letters.length} />
          {letters.map((letter) => (
            <LetterCard key={letter.id} letter={letter} />
          ))}
        </>
      )}
      <Runs queue={queue} />
    </Page>
  );
}

/** Why, for the history. */
const MENDED = 'The cause is mended';

/** Fewer are brought back at once: a ramp waits between its steps to see whether letters die again. */
const RAMPED_FROM = 10;

interface BringAllBackProps {
  readonly queue: string;
  readonly count: number;
  /** Whether there are more than are shown. */
  readonly more: boolean;
}

function BringAllBack({ queue, count, more }: BringAllBackProps) {
  const [reason, setReason] = useState(MENDED);
  const isRamped = more || count >= RAMPED_FROM;
  const { mutate, isPending, error } = useSend(BringBackDocument, [LettersDocument, LetterRunsDocument]);
  return (
    <Card title="Mended the cause?">
      <p>
        Then bring the letters back to their queue.
        {isRamped &&
          ' One of a hundred goes first, then one of ten, then all: it stops where they die again.'}
      </p>
      <TextField
        label="Why, for the history"
        value={reason}
        onChange={setReason}
        maxLength={200}
        isRequired
      />
      {error && <Problem title="They cannot be brought back">{error.message}</Problem>}
      <div>
        <ConfirmDialog
          kind="primary"
          label={labelOf(count, more)}
          title="Bring the letters back?"
          action="Bring back"
          isPending={isPending}
          onConfirm={() => mutate({ input: { queue, reason: reason.trim() || MENDED, ramp: isRamped } })}
        >
          <p>Each is worked on again, with what it does to orders, bookings and money.</p>
        </ConfirmDialog>
      </div>
    </Card>
  );
}

const labelOf = (count: number, more: boolean) => {
  if (more) return 'Bring all back';
  return count === 1 ? 'Bring it back' : `Bring all ${count} back`;
};

type Run = LetterRunsQuery['deadLetterHistory']['items'][number];

const tones: Readonly<Record<Run['status'], Tone>> = {
  QUEUED: 'info',
  RUNNING: 'info',
  STOPPED: 'warn',
  DONE: 'good',
  FAILED: 'bad',
};

const actions: Readonly<Record<string, string>> = {
  REDRIVE: 'Brought back',
  EDIT: 'Edited',
  DISCARD: 'Discarded',
};

/** Who did what to these letters lately. */
function Runs({ queue }: { readonly queue: string }) {
  const { data } = useData(LetterRunsDocument, {});
  const runs = data?.deadLetterHistory.items.filter((run) => run.queue === queue) ?? [];
  if (runs.length === 0) return null;
  return (
    <Card title="What was done">
      <ul className={styles.list}>
        {runs.map(({ id, action, status, by, reason, planned, done, diedAgain, ending, updatedOn }) => (
          <li key={id}>
            <p className={styles.head}>
              {actions[action] ?? action}: {done} of {planned} <Badge tone={tones[status]}>{status}</Badge>
            </p>
            <p className={styles.small}>
              {by}, {formatInstant(updatedOn)}: {reason}
              {diedAgain > 0 && `. ${diedAgain} died again.`}
            </p>
            {ending !== null && <p className={styles.reason}>{ending}</p>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
