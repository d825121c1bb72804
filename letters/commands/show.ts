import { queueTags } from '../../model/queueTags.ts';
import { defineCommand, type Session } from '../Command.ts';
import type { Letter } from '../core/Letter.ts';
import { errorMessage } from '../core/OperatorError.ts';
import { findQueues } from '../core/queues.ts';
import { type Moment, readPath } from '../core/readPath.ts';
import { readStoredEntity, type StoredEntity } from '../core/storedEntity.ts';
import { readRecords, streamPlaceOf } from '../core/streamRecords.ts';
import { findTable } from '../core/workers.ts';
import { findLetter } from '../findLetter.ts';
import { letterJson } from '../letterJson.ts';
import { letterText } from '../letterText.ts';

interface ShowOptions {
  readonly table?: string;
}

/** All that is known of one letter. */
export const show = defineCommand<ShowOptions>({
  name: 'show',
  summary: 'show one letter: why, its entity as stored now, its logs and path',
  description: `Shows one letter whole: the message, why it died with every attempt, its entity
as the table has it now, its log lines, and its path by its trace, in the order
of time. Needs to read the stage's logs and table; without, it says so and shows
the rest.`,
  examples: ['letters show 1f3a9c04', 'letters show 1f3a9c04 placeOrder', 'letters show 1f3a9c04 --json'],
  configure: (command) =>
    void command
      .argument('<id>', 'the id of a letter, or its first 8 characters')
      .argument('[queue...]', 'where it is; in any of them without')
      .option('--table <name>', "table of its entity (default: that of the stage's workers)"),
  async run(session, [id = '', ...names], { table }) {
    const { clients, stage } = session;
    const queues = await findQueues(clients, { queues: names, stage });
    const letter = await findLetter(session, id, queues);
    const entity = await unlessRefused(session, 'Its entity', () => readEntity(session, letter, table));
    const records = await unlessRefused(session, 'Its stream records', () =>
      readStreamRecords(session, letter),
    );
    const path = await unlessRefused(session, 'Its path', () => readWholePath(session, letter, entity));
    return {
      data: { letter: letterJson(letter), entity, records, path: path ?? [] },
      text: letterText(session, { letter, entity, records, path: path ?? [] }),
    };
  },
});

/** The records whose place a letter of a pipe names; undefined for other letters, and where the stream holds them no more. */
async function readStreamRecords({ clients, note }: Session, { body }: Letter) {
  const place = streamPlaceOf(body);
  if (!place) return undefined;
  const records = await readRecords(clients, place);
  if (!records) note('The stream no longer holds its records: it keeps them for 24 hours.');
  return records;
}

async function readEntity(
  { clients }: Session,
  { queue, cause: { entityType: type, entityId } }: Letter,
  table: string | undefined,
): Promise<StoredEntity | undefined> {
  if (type === undefined || entityId === undefined) return undefined;
  const tableName = table ?? (await findTable(clients, [queue, ...(await stageOf(clients, queue))]));
  return tableName === undefined ? undefined : readStoredEntity(clients, tableName, { type, id: entityId });
}

async function readWholePath(
  { clients, world }: Session,
  letter: Letter,
  entity: StoredEntity | undefined,
): Promise<readonly Moment[]> {
  const queues = [letter.queue, ...(await stageOf(clients, letter.queue))];
  const { moments } = await readPath(clients, letter, {
    queues,
    events: entity?.events ?? [],
    now: world.now(),
    stop: world.stop,
  });
  return moments;
}

/** The queues of the same stage, whose workers share its table and its traces. */
async function stageOf(clients: Session['clients'], queue: Letter['queue']) {
  const stage = queue.tags[queueTags.stage];
  return stage === undefined ? [] : findQueues(clients, { stage });
}

/** A letter can be shown without them, to whoever may not read them. */
async function unlessRefused<Result>(
  { note }: Session,
  what: string,
  read: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    note(`${what} cannot be read: ${errorMessage(error)}`);
    return undefined;
  }
}
