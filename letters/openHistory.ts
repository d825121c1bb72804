import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import type { Session } from './Command.ts';
import { createFileHistory } from './core/fileHistory.ts';
import type { History, Holder } from './core/history.ts';
import type { DeadLetterQueue } from './core/Letter.ts';
import { errorName } from './core/OperatorError.ts';
import { findQueues } from './core/queues.ts';
import { queueTags } from '../model/queueTags.ts';
import { createRowHistory } from './core/rowHistory.ts';
import { findTable } from './core/workers.ts';
import type { World } from './World.ts';

export interface HistoryOptions {
  /** File to keep the history in. @default the stage's table, and without a stage a file of this person */
  readonly history?: string;
}

/**
 * Opens the history that whoever works on these queues shares: the table of their stage. Queues of no stage, and people
 * who may not ask for its functions, have a file on this machine.
 */
export async function openHistory(
  session: Session,
  queues: readonly DeadLetterQueue[],
  { history: file }: HistoryOptions,
): Promise<History> {
  if (file !== undefined) return createFileHistory(file);
  const { clients, world } = session;
  const table = await findStageTable(session, queues);
  if (table !== undefined)
    return createRowHistory({ client: clients.dynamodb, table, now: () => world.now() });
  return createFileHistory(defaultFile(world));
}

/** https://specifications.freedesktop.org/basedir/latest/ */
const defaultFile = ({ environment }: World) =>
  join(
    environment['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'),
    'frontdesk-letters',
    'history.jsonl',
  );

async function findStageTable(
  { clients, stage, note }: Session,
  queues: readonly DeadLetterQueue[],
): Promise<string | undefined> {
  try {
    const found = await findTable(clients, queues);
    if (found !== undefined) return found;
    // Queues that no worker reads, such as those of rules, have the table of their stage.
    const stages = [stage, ...queues.map(({ tags }) => tags[queueTags.stage])].filter(
      (one) => one !== undefined,
    );
    const [first] = stages;
    return first === undefined
      ? undefined
      : await findTable(clients, await findQueues(clients, { stage: first }));
  } catch (error) {
    if (!/AccessDenied|UnknownOperation/.test(errorName(error))) throw error;
    note(`The history is kept on this machine alone: ${errorName(error)} when asked for the stage's table.`);
    return undefined;
  }
}

/** This process as it holds a queue. */
export const createHolder = (world: World): Holder => ({
  name: `${hostname()}:${process.pid}`,
  isGone: isGoneHere,
  now: () => world.now(),
});

/** Whether a process of this machine has ended. Of other machines nobody knows. */
function isGoneHere(holder: string): boolean {
  const separator = holder.lastIndexOf(':');
  const pid = Number(holder.slice(separator + 1));
  if (holder.slice(0, separator) !== hostname() || !Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
