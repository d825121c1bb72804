import { useState } from 'react';
import { Label, TextArea, TextField as AriaTextField } from 'react-aria-components';
import { Badge } from '../components/Badge.tsx';
import { Button, LinkButton } from '../components/Button.tsx';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { formatInstant } from '../components/format.ts';
import { Card, Loading } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { useData, useSend } from '../data/hooks.ts';
import { classWords } from './DeathList.tsx';
import { wordsOf } from './figureFormat.ts';
import styles from './LetterCard.module.css';
import { pathAddress } from './TraceFinder.tsx';
import {
  BringBackDocument,
  DiscardDocument,
  EditLetterDocument,
  LetterDocument,
  LetterRunsDocument,
  LettersDocument,
  type LettersQuery,
} from './letters.documents.ts';

type Letter = LettersQuery['deadLetters']['items'][number];

const REFRESHED = [LettersDocument, LetterRunsDocument];

/** One message that was given up: why, what it is about, and what can be done with it. */
export function LetterCard({ letter }: { readonly letter: Letter }) {
  const [isOpen, setOpen] = useState(false);
  const bringBack = useSend(BringBackDocument, REFRESHED);
  const discard = useSend(DiscardDocument, REFRESHED);
  const { id, queue, failingStep, entityType, entityId, errorCode, deathClass, reason } = letter;
  const error = bringBack.error ?? discard.error;
  return (
    <Card
      title={
        <>
          {failingStep === null ? 'A message' : wordsOf(failingStep)}{' '}
          {entityType !== null && (
            <span className={styles.subject}>
              of {entityType} {entityId}
            </span>
          )}
        </>
      }
    >
      <p>
        <Badge tone="bad">{errorCode}</Badge> It {classWords[deathClass]}.
      </p>
      <p className={styles.reason}>{reason}</p>
      <Death letter={letter} />
      {error && <Problem title="That cannot be done">{error.message}</Problem>}
      <div className={styles.actions}>
        <Button
          isPending={bringBack.isPending}
          onPress={() => bringBack.mutate({ input: { queue, ids: [id], reason: 'Tried again, alone' } })}
        >
          Bring back
        </Button>
        <Button aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {isOpen ? 'Close the message' : 'Look and edit'}
        </Button>
        {letter.traceId !== null && (
          <LinkButton href={pathAddress(letter.traceId)}>Path of its request</LinkButton>
        )}
        <ConfirmDialog
          label="Discard"
          title="Discard this letter?"
          action="Discard"
          isPending={discard.isPending}
          onConfirm={() => discard.mutate({ input: { queue, ids: [id], reason: 'Of no use any more' } })}
        >
          <p>What it asked for will not be done. The history keeps a copy for about a year.</p>
        </ConfirmDialog>
      </div>
      {isOpen && <Editor letter={letter} />}
    </Card>
  );
}

/** When it died, and of which request it was. */
const Death = ({ letter }: { readonly letter: Letter }) => (
  <p className={styles.small}>
    Died {formatInstant(letter.diedOn)}
    {letter.receiveCount !== null &&
      `, after ${letter.receiveCount === 1 ? 'one delivery' : `${letter.receiveCount} deliveries`}`}
    {letter.redriveCount > 0 && `, brought back ${letter.redriveCount} times before`}
    {letter.traceId !== null && (
      <>
        , trace <code>{letter.traceId}</code>
      </>
    )}
  </p>
);

/** The body of a message, as it is, and as it is to be. */
function Editor({ letter: { id } }: { readonly letter: Letter }) {
  const { data, error } = useData(LetterDocument, { id });
  const [edited, setEdited] = useState<string>();
  const edit = useSend(EditLetterDocument, REFRESHED);
  if (error) return <Problem title="Its message cannot be read">{error.message}</Problem>;
  if (!data) return <Loading lines={2} />;
  const stored = data.deadLetter?.body ?? '';
  const text = edited ?? pretty(stored);
  const fault = faultOf(text);
  return (
    <div className={styles.editor}>
      <AriaTextField
        value={text}
        onChange={setEdited}
        isInvalid={fault !== undefined}
        className={styles.field ?? ''}
      >
        <Label>The message, as JSON</Label>
        <TextArea
          className={styles.text ?? ''}
          rows={12}
          spellCheck={false}
          aria-describedby={`fault-${id}`}
        />
      </AriaTextField>
      <p id={`fault-${id}`} className={styles.fault}>
        {fault}
      </p>
      {edit.error && <Problem title="It cannot be changed">{edit.error.message}</Problem>}
      <div className={styles.actions}>
        <Button
          kind="primary"
          isPending={edit.isPending}
          isDisabled={fault !== undefined || text === pretty(stored)}
          onPress={() => edit.mutate({ id, body: text, reason: 'Edited by hand' })}
        >
          Put this in its place
        </Button>
      </div>
      <p className={styles.small}>
        The worker’s own rules check it first: what does not fit is said below, in what was done. Then bring
        it back.
      </p>
    </div>
  );
}

/** Indented where it is JSON, and as it is where it is not. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** What the browser says is wrong; undefined where it is JSON. */
function faultOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? `This is not JSON: ${error.message}` : 'This is not JSON';
  }
}
