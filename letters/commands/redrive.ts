import { defineCommand, type Outcome, type Session } from '../Command.ts';
import { accountOf, confirm } from '../accountOptions.ts';
import { type Filter, isEverything } from '../core/filters.ts';
import type { History } from '../core/history.ts';
import { createHomes } from '../core/homes.ts';
import type { DeadLetterQueue, Letter, SourceQueue } from '../core/Letter.ts';
import { obstacleToMoveTask, runMoveTask } from '../core/moveTask.ts';
import { exitCodes, misuse } from '../core/OperatorError.ts';
import { describeQueue, findQueues, labelOf } from '../core/queues.ts';
import { redrive as runRedrive } from '../core/redrive.ts';
import { missingOf, skipReasonOf } from '../core/redriveDecisions.ts';
import { countOf, type RedriveRequest, type Run } from '../core/runs.ts';
import { filterOf } from '../filterOptions.ts';
import { holdEach } from '../holdEach.ts';
import { createHolder, openHistory } from '../openHistory.ts';
import { addRedriveOptions, type RedriveCommandOptions, requestOf } from '../redriveOptions.ts';
import { describePlan, type Plan, stayingOf } from '../redrivePlan.ts';
import { startRun } from '../startRun.ts';
import { wrapped } from '../terminal/paragraphs.ts';

/** Brings letters back to where they came from. */
export const redrive = defineCommand<RedriveCommandOptions>({
  name: 'redrive',
  summary: 'bring letters back to their queue, or to another',
  description: `Sends letters home and deletes them once they are sent, so that none is lost. A
kill in between doubles ten messages at most: workers find duplicates. A whole
queue without a filter is left to SQS's own move task where that can do it.`,
  examples: [
    'letters redrive placeOrder --because "stock is mended"',
    'letters redrive --reason TimedOut --ramp --rate 50/s --because "disk is back"',
    'letters redrive --resume 20270120T101500-3f9a1c',
  ],
  configure: (command) => void addRedriveOptions(command),
  run: (session, names, options) =>
    options.resume === undefined
      ? redriveAnew(session, names, options)
      : resume(session, names, options, options.resume),
});

async function redriveAnew(
  session: Session,
  names: readonly string[],
  options: RedriveCommandOptions,
): Promise<Outcome> {
  const { world, json } = session;
  const account = accountOf(options, world);
  const filter = filterOf(options, world.now());
  const destination =
    options.destination === undefined ? undefined : await findDestination(session, options.destination);
  const request = requestOf(options, destination?.arn);
  const planned = await plan(session, names, options, request);
  const plans = planned.filter(({ going }) => going.length > 0);
  if (plans.length === 0) return nothingToDo(planned, filter);
  await confirm(session, options, {
    text: plans.map((one) => describePlan(session, one, destination)).join('\n\n'),
    question: 'Bring them back? [y/N] ',
  });

  const history = await openHistory(
    session,
    plans.map(({ queue }) => queue),
    options,
  );
  const runs: Run[] = [];
  for (const { queue, going, byCode, obstacle } of plans) {
    if (world.stop.aborted) break;
    const run = await startRun(world, history, {
      action: obstacle === undefined ? 'MOVE_TASK' : 'REDRIVE',
      queue,
      ...account,
      planned: going.length,
      plannedByCode: byCode,
      destination: destination?.name ?? 'home',
      redrive: request,
      filter,
    });
    await history.keepPlan(
      run.runId,
      going.map(({ id }) => id),
    );
    const announced: History = {
      ...history,
      // Once it has its queue: where another run has it, there is nothing to look at.
      async begin(begun, holder) {
        await history.begin(begun, holder);
        if (!json) session.note(`Run ${run.runId}, recorded in ${history.place}.`);
      },
    };
    runs.push(await work(session, run, { queue, history: announced, destination }));
  }
  return describeRuns(session, runs, options, history);
}

/** Throws `OperatorError` where letters are named that nobody finds. */
function nothingToDo(planned: readonly PlannedQueue[], { ids = [] }: Filter): Outcome {
  const staying = planned.flatMap((one) => stayingOf(one).map((line) => `${labelOf(one.queue)}:${line}`));
  if (staying.length === 0 && ids.length > 0)
    throw misuse(`There is no letter ${ids.join(', ')} that anybody can read now: look with peek.`);
  return {
    data: { runs: [] },
    text: ['There are no letters to bring back.', ...staying].join('\n'),
    exitCode: staying.length > 0 ? exitCodes.partly : exitCodes.done,
  };
}

interface PlannedQueue extends Plan {
  readonly queue: DeadLetterQueue;
}

/** Looks at the letters that are meant, and lets them go again. */
async function plan(
  session: Session,
  names: readonly string[],
  options: RedriveCommandOptions,
  request: RedriveRequest,
): Promise<PlannedQueue[]> {
  const isFiltered = !isEverything(filterOf(options, session.world.now()));
  return holdEach(session, names, options, async ({ letters, complete }, queue) => {
    const going = letters.filter((letter) => skipReasonOf(letter, request) === undefined);
    const obstacle = options.ownMover
      ? 'you asked for it'
      : obstacleToMoveTask({ request, isFiltered, isComplete: complete, letters });
    return {
      queue,
      going,
      byCode: countByCode(going),
      quarantined: letters.filter((letter) => skipReasonOf(letter, request) === 'QUARANTINED'),
      cut: letters.filter((letter) => skipReasonOf(letter, request) === 'CUT'),
      request,
      obstacle,
    };
  });
}

function countByCode(letters: readonly Letter[]): Record<string, number> {
  const groups = Map.groupBy(letters, ({ cause }) => cause.errorCode);
  return Object.fromEntries([...groups].map(([code, group]) => [code, group.length]));
}

/** An option that says what a new run is about, and that a resumed one would not heed. */
const newlyAsked = (options: RedriveCommandOptions): string | undefined => {
  if (options.rate !== undefined) return '--rate';
  if (options.ramp !== undefined) return '--ramp';
  if (options.destination !== undefined) return '--destination';
  if (options.release !== undefined) return '--release';
  if (options.ownMover) return '--own-mover';
  return isEverything(filterOf(options, 0)) ? undefined : 'the filter';
};

async function resume(
  session: Session,
  names: readonly string[],
  options: RedriveCommandOptions,
  runId: string,
): Promise<Outcome> {
  const given = newlyAsked(options);
  if (given !== undefined)
    throw misuse(`Run ${runId} goes on as it was asked for: leave out ${given}, or begin another run.`);
  if (!/^\d{8}T\d{6}-\w+$/.test(runId)) throw misuse(`"${runId}" is no id of a run. See them with: history.`);
  const candidates = await findQueues(session.clients, { queues: names, stage: session.stage });
  const history = await openHistory(session, candidates, options);
  const run = await history.find(runId);
  if (!run) throw misuse(`${history.place} has no run ${runId}. See them with: history.`);
  if (run.status === 'DONE') throw misuse(`Run ${runId} is done: ${run.ending ?? ''}`);
  if (run.action !== 'REDRIVE' && run.action !== 'MOVE_TASK')
    throw misuse(`Run ${runId} is no redrive, but ${run.action}.`);
  const [queue] = await findQueues(session.clients, { queues: [run.queueName] });
  if (!queue) throw misuse(`The queue ${run.queueName} is gone.`);
  const { destinationArn } = run.redrive ?? {};
  const destination =
    destinationArn === undefined ? undefined : await findDestination(session, destinationArn);
  const resumed = await work(session, run, { queue, history, destination });
  return describeRuns(session, [resumed], options, history);
}

interface Work {
  readonly queue: DeadLetterQueue;
  readonly history: History;
  readonly destination: SourceQueue | undefined;
}

async function work(
  { clients, world, terminal }: Session,
  run: Run,
  { queue, history, destination }: Work,
): Promise<Run> {
  // Those that were confirmed, and no other: some causes stand in logs alone, and letters arrive meanwhile.
  const planned = new Set(await history.planOf(run.runId));
  const stages = run.redrive?.ramp.length ?? 1;
  const mover = run.action === 'MOVE_TASK' ? runMoveTask : runRedrive;
  return mover(run, {
    clients,
    clock: world,
    history,
    holder: createHolder(world),
    queue,
    matches: ({ id }) => planned.has(id),
    areConfirmed: true,
    homeOf: createHomes(clients, destination),
    stop: world.stop,
    onProgress: (now, doing) =>
      terminal.progress(
        `${labelOf(queue)}: ${stages > 1 ? `stage ${now.stage + 1} of ${stages}, ` : ''}` +
          `${countOf(now, 'SENT')} of ${now.planned} sent, ${countOf(now, 'DIED_AGAIN')} died again, ${doing}`,
      ),
  }).finally(terminal.clearProgress);
}

/** A queue that is named, whatever it is for. */
async function findDestination({ clients }: Session, name: string): Promise<SourceQueue> {
  const [found] = await findQueues(clients, { queues: [name] });
  if (!found) throw misuse(`There is no queue ${name}.`);
  const { url, arn, name: queueName } = await describeQueue(clients, found.url);
  return { url, arn, name: queueName };
}

/** Letters that were confirmed and that a run which is done did not find. Of SQS's own task nobody knows. */
const goneOf = (run: Run): number =>
  run.action === 'REDRIVE' && run.status === 'DONE' ? Math.max(0, missingOf(run)) : 0;

function describeRuns(
  { terminal }: Session,
  runs: readonly Run[],
  { history: file }: RedriveCommandOptions,
  { place }: History,
): Outcome {
  const where = file === undefined ? '' : ` --history ${file}`;
  const isWhole = (run: Run) =>
    run.status === 'DONE' && countOf(run, 'DIED_AGAIN', 'REFUSED', 'NO_HOME') === 0 && goneOf(run) === 0;
  const text = runs.map((run) => {
    const { runId, status, ending = '' } = run;
    const [first = '', ...rest] = wrapped(`${status} ${ending}`, terminal.width).split('\n');
    const painted = terminal.paint(isWhole(run) ? 'green' : 'yellow', status);
    const lines = [`${painted}${first.slice(status.length)}`, ...rest];
    if (countOf(run, 'REFUSED') > 0) lines.push(`${countOf(run, 'REFUSED')} were refused by SQS and stay.`);
    if (countOf(run, 'NO_HOME') > 0)
      lines.push(`${countOf(run, 'NO_HOME')} stay: nothing says where they belong.`);
    if (goneOf(run) > 0)
      lines.push(`${goneOf(run)} were not in the queue any more: somebody else moved or deleted them.`);
    if (status === 'STOPPED') lines.push(`Go on with: letters redrive --resume ${runId}${where}`);
    lines.push(`See it with: letters history ${runId}${where}`);
    return lines.join('\n');
  });
  return {
    data: { runs, history: place },
    text: text.join('\n\n'),
    exitCode: runs.every(isWhole) ? exitCodes.done : exitCodes.partly,
  };
}
