import { appendFile, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { checkLock, type History, type Holder, type Lock, lockOf, lockRaceError } from './history.ts';
import { jsonOf } from './jsonOf.ts';
import { Outcome, Run } from './runs.ts';

/** A line of the file: the state of a run, what became of letters, a letter as it was, or which letters are meant. */
const Line = z.union([
  z.object({ run: Run }),
  z.object({ runId: z.string(), outcomes: z.array(Outcome) }),
  z.object({ runId: z.string(), original: z.string() }),
  z.object({ runId: z.string(), plan: z.array(z.string()) }),
]);
type Line = z.infer<typeof Line>;

const LockFile = z.object({ runId: z.string(), holder: z.string(), by: z.string(), heldUntil: z.string() });

/**
 * The history of queues that belong to no stage: a file on the operator's machine, one JSON document a line. It only
 * grows; each line is appended at once, so that a kill leaves at most one torn line at its end, which is passed over.
 */
export function createFileHistory(path: string): History {
  const append = async (line: Line) => {
    await mkdir(dirname(path), { recursive: true });
    await appendFile(path, `${JSON.stringify(line)}\n`);
  };
  const locks = createLockFiles(path);
  const lockAndAppend = async (run: Run, holder: Holder) => {
    await locks.take(run, holder);
    await append({ run });
  };
  const detailsOf = async (runId: string) =>
    (await readLines(path)).filter((line) => 'runId' in line && line.runId === runId);
  return {
    place: path,
    begin: lockAndAppend,
    save: lockAndAppend,
    async end(run, holder) {
      await append({ run });
      await locks.leave(run, holder);
    },
    record: (runId, outcomes) => append({ runId, outcomes: [...outcomes] }),
    keepOriginal: (runId, _letterId, original) => append({ runId, original }),
    keepPlan: (runId, letterIds) => append({ runId, plan: [...letterIds] }),
    planOf: async (runId) => (await detailsOf(runId)).flatMap((line) => ('plan' in line ? line.plan : [])),
    find: async (runId) => (await readRuns(path)).get(runId),
    outcomesOf: async (runId) =>
      (await detailsOf(runId)).flatMap((line) => ('outcomes' in line ? line.outcomes : [])),
    originalsOf: async (runId) =>
      (await detailsOf(runId)).flatMap((line) => ('original' in line ? [line.original] : [])),
    list: async ({ limit }) =>
      [...(await readRuns(path)).values()]
        .sort((one, other) => (one.runId < other.runId ? 1 : -1))
        .slice(0, limit),
  };
}

/** The latest state of each run. */
async function readRuns(path: string): Promise<Map<string, Run>> {
  const lines = await readLines(path);
  return new Map(lines.flatMap((line) => ('run' in line ? [[line.run.runId, line.run] as const] : [])));
}

async function readLines(path: string): Promise<Line[]> {
  const lines = (await readIfThere(path)).split('\n').slice(0, -1);
  return lines.flatMap((line) => {
    const parsed = Line.safeParse(jsonOf(line));
    return parsed.success ? [parsed.data] : [];
  });
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : '');

/** One file a queue, which is made by whoever is first: `wx` fails where there is one. */
function createLockFiles(path: string) {
  const fileOf = (queueName: string) => `${path}.${queueName}.lock`;
  const read = async (queueName: string): Promise<Lock | undefined> =>
    LockFile.safeParse(jsonOf(await readIfThere(fileOf(queueName)))).data;
  return {
    async take(run: Run, holder: Holder) {
      const file = fileOf(run.queueName);
      const held = await read(run.queueName);
      checkLock(held, run.queueName, holder);
      const text = JSON.stringify(lockOf(run, holder));
      await mkdir(dirname(path), { recursive: true });
      if (held?.holder === holder.name) return replaceFile(file, text);
      if (held) await rm(file, { force: true });
      await using lock = await open(file, 'wx').catch((error: unknown) => {
        throw codeOf(error) === 'EEXIST' ? lockRaceError(run.queueName) : error;
      });
      await lock.writeFile(text);
    },
    async leave({ queueName }: Run, { name }: Holder) {
      if ((await read(queueName))?.holder === name) await rm(fileOf(queueName), { force: true });
    },
  };
}

/** Nobody reads half of it. */
async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}
