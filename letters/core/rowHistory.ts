import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Entity } from 'electrodb';
import * as z from 'zod';
import { outcomesPrefix, originalPrefix, planPrefix, runMonth } from '../../model/deadLetters/keys.ts';
import { letterRunSchema } from '../../model/deadLetters/LetterRun.ts';
import { queueLockSchema } from '../../model/deadLetters/QueueLock.ts';
import { runDetailSchema } from '../../model/deadLetters/RunDetail.ts';
import { checkLock, type History, type Holder, lockOf, lockRaceError } from './history.ts';
import { chunks } from './mapLimited.ts';
import { errorName } from './OperatorError.ts';
import { Outcome, Run } from './runs.ts';

/** The table of a stage. */
export interface RowStore {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Chosen: what letters held may be a person's data, so it is kept about a year. The runs are kept for ever. */
const DETAIL_TTL_DAYS = 400;

/** Chosen: as many months back as a list looks for runs. */
const MOST_MONTHS = 24;

/** The history in the table of a stage, which everybody who works on the stage shares. */
export function createRowHistory(store: RowStore): History {
  const { client, table, now } = store;
  const runs = new Entity(letterRunSchema, { client, table });
  const locks = createLocks(store);
  const write = async (run: Run) => {
    const { runId, action, status, queueName, by, startedOn, updatedOn } = run;
    await runs
      .put({
        month: runMonth(runId),
        runId,
        action,
        status,
        queueName,
        by,
        startedOn,
        updatedOn,
        document: JSON.stringify(run),
      })
      .go();
  };
  const lockAndWrite = async (run: Run, holder: Holder) => {
    await locks.take(run, holder);
    await write(run);
  };
  return {
    place: `table ${table}`,
    begin: lockAndWrite,
    save: lockAndWrite,
    async end(run, holder) {
      await write(run);
      await locks.leave(run, holder);
    },
    ...createDetails(store),
    async find(runId) {
      const { data } = await runs.get({ month: runMonth(runId), runId }).go({ consistent: true });
      return data ? Run.parse(JSON.parse(data.document)) : undefined;
    },
    async list({ limit }) {
      const found: Run[] = [];
      for (const month of monthsBefore(now())) {
        const { data } = await runs.query
          .byMonth({ month })
          .go({ order: 'desc', limit: limit - found.length });
        found.push(...data.map(({ document }) => Run.parse(JSON.parse(document))));
        if (found.length >= limit) break;
      }
      return found;
    },
  };
}

/** One row a queue, which only a condition changes. */
function createLocks({ client, table }: RowStore) {
  const locks = new Entity(queueLockSchema, { client, table });
  return {
    async take(run: Run, holder: Holder) {
      const { queueName } = run;
      const { data } = await locks.get({ queueName }).go({ consistent: true });
      checkLock(data ?? undefined, queueName, holder);
      await locks
        .put({ queueName, ...lockOf(run, holder) })
        .where(({ holder: held, heldUntil }, { eq, notExists }) =>
          data ? `${eq(held, data.holder)} AND ${eq(heldUntil, data.heldUntil)}` : notExists(held),
        )
        .go()
        .catch(unlessCondition(() => Promise.reject(lockRaceError(queueName))));
    },
    /** Where another run has taken it, its lock stays. */
    async leave({ queueName }: Run, { name }: Holder) {
      await locks
        .delete({ queueName })
        .where(({ holder }, { eq }) => eq(holder, name))
        .go()
        .catch(unlessCondition(() => undefined));
    },
  };
}

/** ElectroDB has DynamoDB's error as the cause of its own. */
const unlessCondition =
  <Result>(onConditionFailed: () => Result) =>
  (error: unknown): Result => {
    if (error instanceof Error && errorName(error.cause) === 'ConditionalCheckFailedException')
      return onConditionFailed();
    throw error;
  };

/** What became of letters, and letters as they were. */
function createDetails({ client, table, now }: RowStore) {
  const details = new Entity(runDetailSchema, { client, table });
  const put = (runId: string, detail: string, document: string) =>
    details.put({ runId, detail, document, ttl: Math.floor(now() / 1000) + DETAIL_TTL_DAYS * 86_400 }).go();
  const read = async (runId: string, prefix: string) => {
    const { data } = await details.query.byRun({ runId }).begins({ detail: prefix }).go({ pages: 'all' });
    return data;
  };
  let records = 0;
  return {
    async record(runId: string, outcomes: readonly Outcome[]) {
      // One process at a time records of a run, so its clock and a count make a key that nothing else has.
      await put(runId, `${outcomesPrefix}${now()}#${padded(++records, 6)}`, JSON.stringify(outcomes));
    },
    async keepOriginal(runId: string, letterId: string, line: string) {
      for (const [index, part] of partsOf(line).entries())
        await put(runId, `${originalPrefix}${letterId}#${padded(index, 3)}`, part);
    },
    async keepPlan(runId: string, letterIds: readonly string[]) {
      for (const [index, ids] of chunks(letterIds, IDS_A_ROW).entries())
        await put(runId, `${planPrefix}${padded(index, 6)}`, JSON.stringify(ids));
    },
    async planOf(runId: string) {
      const found = await read(runId, planPrefix);
      return found.flatMap(({ document }) => Ids.parse(JSON.parse(document)));
    },
    async outcomesOf(runId: string) {
      const found = await read(runId, outcomesPrefix);
      return found.flatMap(({ document }) => Outcome.array().parse(JSON.parse(document)));
    },
    async originalsOf(runId: string) {
      const found = await read(runId, originalPrefix);
      const byLetter = Map.groupBy(found, ({ detail }) => detail.slice(0, detail.lastIndexOf('#')));
      return [...byLetter.values()].map((parts) => parts.map(({ document }) => document).join(''));
    },
  };
}

const Ids = z.array(z.string());
/** Chosen: 40 KB. */
const IDS_A_ROW = 1000;

const padded = (number: number, digits: number) => String(number).padStart(digits, '0');

/**
 * Parts of a text, each at most 360 KB in UTF-8: an item has 400 KB at most. By code points: half of a pair is none.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const partsOf = (text: string) => text.match(/.{1,90000}/gsu) ?? [];

/** This month and those before it, as the ids of runs name them. */
function* monthsBefore(nowMs: number): Generator<string> {
  const now = new Date(nowMs);
  for (let back = 0; back < MOST_MONTHS; back++)
    yield new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back)).toISOString().slice(0, 7);
}
