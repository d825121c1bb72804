import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesize } from '../../../../lib/app.ts';
import { OperatorError } from '../../../../local/platform/errors.ts';
import { readTemplates } from '../../../support/readTemplates.ts';
import * as given from '../../given.ts';
import { createJudge } from '../judge.ts';
import { isOnlyOnAws, journeysThatNeed, rowsOf } from '../needs.ts';
import { journeys, recordUses } from '../recordUses.ts';
import { statementsOf } from '../statements.ts';
import { type Failure, nameOf, type Row, tableOf } from '../table.ts';
import { readFailures, writeFailures } from './failures.ts';
import type { Options } from './options.ts';
import type { Removal } from './tryRemoval.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const WORKERS = 2;

/** Tries every removal, writes what failed, and returns the names of statements without which nothing did. */
export async function run({ only, isNewOnly }: Options, print: (line: string) => void): Promise<string[]> {
  const outdir = join(ROOT, 'build/policies/cdk.out');
  // As the journeys' own assembly: they pass hours.
  const context = { deadLetterMinutes: 15 };
  const assembly = synthesize({ outdir, checks: false, context }).directory;
  print('Recording which stories need which statements');
  const { rows, removals } = await plan(assembly);
  const failures = keepKnown(removals);
  const chosen = removals.filter(
    ({ name }) => (only === undefined || name.includes(only)) && !(isNewOnly && failures[name]),
  );
  if (chosen.length === 0 && !isNewOnly) throw new OperatorError(`No statement has "${only}" in its name.`);
  const unnoticed: string[] = [];
  await tryAll(assembly, chosen, ({ name }, failure, line) => {
    if (failure) failures[name] = failure;
    else {
      delete failures[name];
      unnoticed.push(name);
    }
    // At once, so that whoever interrupts the run keeps what is known.
    writeFailures(failures);
    print(line);
  });
  writeFileSync(join(ROOT, 'docs/policies.md'), tableOf(rows, failures));
  print(`${chosen.length} removed, ${chosen.length - unnoticed.length} failed a story`);
  for (const name of unnoticed) print(`Nothing fails without ${name}`);
  return unnoticed;
}

/** What is known of statements that are there still. */
const keepKnown = (removals: readonly Removal[]): Record<string, Failure> =>
  Object.fromEntries(
    Object.entries(readFailures()).filter(([known]) => removals.some(({ name }) => name === known)),
  );

/** Runs every journey once, to see who needs what and which journey is short. */
async function plan(assembly: string): Promise<{ rows: Row[]; removals: Removal[] }> {
  await using desk = await given.frontdesk({ assembly });
  const uses = recordUses(desk);
  const durations = new Map<string, number>();
  for (const journey of journeys) {
    const begun = performance.now();
    await uses.record(journey);
    durations.set(journey.name, performance.now() - begun);
  }
  const statements = statementsOf(desk.cloud, readTemplates(assembly));
  const judge = createJudge(desk.cloud, statements);
  const rows = (await Promise.all(statements.map((each) => rowsOf(each, uses, judge)))).flat();
  const removals: Removal[] = [];
  for (const of of statements.filter((each) => !isOnlyOnAws(each, 'the statement'))) {
    const neededBy = (await journeysThatNeed(of, uses, judge)).sort(
      (one, other) => (durations.get(one) ?? 0) - (durations.get(other) ?? 0),
    );
    const { stackName, logicalId, index } = of;
    removals.push({ name: nameOf(of), place: { stackName, logicalId, index }, neededBy });
  }
  return { rows, removals };
}

type Report = (removal: Removal, failure: Failure | undefined, line: string) => void;

/** Shares the removals out to processes, each of which takes the next one when it is done. */
async function tryAll(assembly: string, removals: readonly Removal[], report: Report): Promise<void> {
  const waiting = [...removals];
  let done = 0;
  const work = async () => {
    const worker = fork(join(import.meta.dirname, 'worker.ts'), [assembly]);
    const ended = once(worker, 'exit').then(([code]) => {
      throw new Error(`A worker ended early, with ${String(code)}`);
    });
    for (let removal = waiting.shift(); removal; removal = waiting.shift()) {
      const begun = performance.now();
      worker.send(removal);
      // Its parent and the worker are one program: the worker sends nothing else.
      const [{ failure }] = (await Promise.race([once(worker, 'message'), ended])) as [{ failure?: Failure }];
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      const outcome = failure ? `${failure.journey}: ${failure.message}` : 'NOTHING FAILED';
      report(
        removal,
        failure,
        `[${++done}/${removals.length}, ${seconds} s] ${removal.name}\n    ${outcome}`,
      );
    }
    worker.disconnect();
  };
  await Promise.all(Array.from({ length: Math.min(WORKERS, removals.length) }, work));
}
