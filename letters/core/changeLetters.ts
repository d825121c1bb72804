import { PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { Death, letterAttributes, type Edited } from '../../model/deadLetters/attributes.ts';
import { archiveLine } from './archives.ts';
import type { Clients } from './clients.ts';
import { type Clock, isoOf } from './Clock.ts';
import type { History, Holder } from './history.ts';
import { jsonOf } from './jsonOf.ts';
import type { DeadLetterQueue, Letter, LetterAttribute } from './Letter.ts';
import { errorMessage, errorName, OperatorError } from './OperatorError.ts';
import { counted, type Outcome, type Run } from './runs.ts';
import { deleteLetters, type OutgoingMessage, sendMessages } from './sendLetters.ts';

/** What changing letters needs, beside the letters: they are held by the caller. */
export interface Changing {
  readonly clients: Pick<Clients, 'sqs'>;
  readonly clock: Clock;
  readonly history: History;
  readonly holder: Holder;
}

/** Does the work of a run, writes how it ended, and unlocks its queue, whatever happens. */
async function inRun(
  asked: Run,
  { clock, history, holder }: Changing,
  work: (note: (outcomes: readonly Outcome[]) => Promise<void>) => Promise<string>,
): Promise<Run> {
  let run = asked;
  await history.begin(run, holder);
  const end = async (status: Run['status'], ending: string) => {
    const endedOn = isoOf(clock.now());
    run = { ...run, status, ending, endedOn, updatedOn: endedOn };
    await history.end(run, holder);
  };
  try {
    const ending = await work(async (outcomes) => {
      run = counted(run, outcomes);
      await history.record(run.runId, outcomes);
    });
    await end('DONE', ending);
    return run;
  } catch (error) {
    // The error is what counts. Where the history cannot be written either, the lock expires by itself.
    await end('FAILED', errorMessage(error)).catch(() => undefined);
    throw error;
  }
}

/**
 * Puts a letter with another body into its queue, and deletes the one that it replaces once that is done. A kill in
 * between leaves both. The history keeps the first, byte-true. The attributes of its death stay with it.
 */
export const editLetter = (run: Run, letter: Letter, body: string, changing: Changing): Promise<Run> =>
  inRun(run, changing, async (note) => {
    const { clients, clock, history } = changing;
    await history.keepOriginal(run.runId, letter.id, archiveLine(letter));
    const edited: Edited = { runId: run.runId, by: run.by, on: isoOf(clock.now()) };
    const results = await sendMessages(clients.sqs, letter.queue, [withBody(letter, body, edited)]);
    const result = results.get(letter.id);
    if (!result || 'refused' in result)
      throw new OperatorError(
        `SQS did not take the edited letter, so nothing was changed: ${result?.refused}`,
      );
    await note([{ ...described(letter), outcome: 'EDITED', messageId: result.messageId }]);
    const kept = await deleteLetters(clients.sqs, letter.queue.url, [letter]);
    if (kept.size > 0)
      throw new OperatorError(
        `The edited letter ${result.messageId} is in the queue, and the one before could not be deleted (${kept.get(letter.id)}): purge it with --id ${letter.id}.`,
      );
    return `The edited letter is ${result.messageId}.`;
  });

/** SQS takes ten attributes: a letter of others' that has as many is not marked. */
const MOST_ATTRIBUTES = 10;

function withBody(letter: Letter, body: string, edited: Edited): OutgoingMessage {
  const { id, attributes, systemAttributes } = letter;
  const own = { ...attributes, ...wholeDeath(attributes) };
  const mark: LetterAttribute = { dataType: 'String', stringValue: JSON.stringify(edited) };
  const marked = { ...own, [letterAttributes.edited]: mark };
  return {
    id,
    body,
    attributes: Object.keys(marked).length <= MOST_ATTRIBUTES ? marked : own,
    systemAttributes,
  };
}

/** Of a body that was cut: with what a person wrote it is whole again. */
function wholeDeath(attributes: Letter['attributes']): Record<string, LetterAttribute> {
  const attribute = attributes[letterAttributes.death];
  const { data } = Death.safeParse(jsonOf(attribute?.stringValue ?? ''));
  if (!attribute || data?.originalSha256 === undefined) return {};
  const { originalBytes: _bytes, originalSha256: _hash, ...death } = data;
  return { [letterAttributes.death]: { ...attribute, stringValue: JSON.stringify(death) } };
}

/**
 * Deletes letters. Those that cannot be deleted stay, and are counted. The history keeps each as it was, unless a file
 * has it.
 */
export const discardLetters = (run: Run, letters: readonly Letter[], changing: Changing): Promise<Run> =>
  inRun(run, changing, async (note) => {
    const { clients, history } = changing;
    let failed = 0;
    for (const [url, group] of Map.groupBy(letters, ({ queue }) => queue.url)) {
      for (let start = 0; start < group.length; start += 10) {
        const batch = group.slice(start, start + 10);
        if (run.file === undefined)
          for (const letter of batch) await history.keepOriginal(run.runId, letter.id, archiveLine(letter));
        const kept = await deleteLetters(clients.sqs, url, batch);
        failed += kept.size;
        await note(
          batch.map((letter) => {
            const detail = kept.get(letter.id);
            return detail === undefined
              ? { ...described(letter), outcome: 'DELETED' }
              : { ...described(letter), outcome: 'REFUSED', detail };
          }),
        );
      }
    }
    const rest = failed > 0 ? `; ${failed} could not be deleted and stay` : '';
    if (run.action === 'ARCHIVE' && letters.length === 0) return 'They stay in their queue, too.';
    return `Deleted ${letters.length - failed} of ${letters.length} letters${rest}.`;
  });

/**
 * Deletes everything in a queue, also what arrives within the next minute:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html
 */
export const purgeQueue = (run: Run, queue: DeadLetterQueue, changing: Changing): Promise<Run> =>
  inRun(run, changing, async () => {
    try {
      await changing.clients.sqs.send(new PurgeQueueCommand({ QueueUrl: queue.url }));
    } catch (error) {
      if (!/PurgeQueueInProgress/.test(errorName(error))) throw error;
      throw new OperatorError(
        `${queue.name} was purged less than a minute ago: SQS does that once a minute.`,
      );
    }
    return `SQS is deleting all of ${queue.name}, which takes up to a minute.`;
  });

/** Sends the letters of an archive to a queue. What was sent before a failure is noted. */
export const restoreLetters = (
  run: Run,
  letters: readonly OutgoingMessage[],
  queue: { readonly url: string; readonly name: string },
  changing: Changing,
): Promise<Run> =>
  inRun(run, changing, async (note) => {
    let failed = 0;
    for (let start = 0; start < letters.length; start += 10) {
      const results = await sendMessages(changing.clients.sqs, queue, letters.slice(start, start + 10));
      await note(
        [...results].map(([id, result]) =>
          'messageId' in result
            ? { id, outcome: 'SENT', messageId: result.messageId }
            : { id, outcome: 'REFUSED', detail: result.refused },
        ),
      );
      failed += [...results.values()].filter((result) => 'refused' in result).length;
    }
    const rest = failed > 0 ? `; ${failed} were refused by SQS` : '';
    return `Restored ${letters.length - failed} of ${letters.length} letters to ${queue.name}${rest}.`;
  });

const described = ({
  id,
  cause: { errorCode, entityId },
}: Letter): Pick<Outcome, 'id' | 'errorCode' | 'entityId'> => ({
  id,
  errorCode,
  ...(entityId !== undefined && { entityId }),
});
