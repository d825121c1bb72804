import { blame } from './blame.ts';
import { inputAt } from './choose.ts';
import { faultsOfBooks } from './conservation.ts';
import { createFindings, type Findings, shown } from './Findings.ts';
import { type Neighbour, type Seen, startNeighbour } from './neighbour.ts';
import type { Options } from './options.ts';
import { pause } from './pause.ts';
import { type Sent, sendInputs, type Timed } from './sendInputs.ts';
import { openDoors } from './target/doors.ts';
import { type Knowledge, learn } from './target/knowledge.ts';
import { toMb, type WatchedTarget, watchTarget } from './watchTarget.ts';

/** What a run found. */
export interface Outcome {
  readonly sent: Sent;
  readonly seconds: number;
  readonly findings: Findings;
  /** How the target went down; undefined if it did not. */
  readonly down: string | undefined;
  /** What waited for an answer when it went down. */
  readonly suspects: readonly number[];
  readonly quiet: Seen;
  readonly attacked: Seen;
  /** Megabytes: resident before, at most, and after a rest; and of the heap, after garbage was collected. */
  readonly memory: {
    readonly before: number;
    readonly peak: number;
    readonly after: number;
    readonly heapBefore: number;
    readonly heapAfter: number;
  };
  /** Longest time that the target's event loop stood still, in milliseconds. */
  readonly longestDelayMs: number;
  /** The slowest inputs, each sent again alone. */
  readonly alone: readonly (Timed & { readonly aloneMs: number })[];
}

const REPORT_MS = 5_000;

/** Starts a target, attacks it, and returns what came of it. */
export async function run(
  options: Options & { readonly quietMs: number; readonly restMs: number },
  print: (line: string) => void,
): Promise<Outcome> {
  const findings = createFindings();
  const watched = await watchTarget(findings);
  const known = await learn(watched.target.description);
  const neighbour = await startNeighbour(known);
  // Bundled at its first request, which takes seconds of all processors, whoever sends it.
  await (await fetch(new URL('/console/main.js', known.description.graphqlUrl))).arrayBuffer();
  await pause(1000);
  neighbour.look();
  await pause(options.quietMs);
  const quiet = neighbour.look();
  const before = await watched.target.collect();
  watched.peakMb();
  watched.longestDelayMs();
  print(`The target runs as process ${watched.target.pid}, with ${toMb(before.rss).toFixed(0)} MB.`);
  const began = performance.now();
  const attacked = await attack(options, { watched, known, neighbour, findings }, print);
  const seconds = (performance.now() - began) / 1000;
  const seen = neighbour.look();
  const peak = watched.peakMb();
  const longestDelayMs = watched.longestDelayMs();
  if (attacked.down !== undefined) {
    await watched.target.kill().catch(() => undefined);
    await neighbour.stop();
    await blame(options.seed, attacked.suspects, findings, print);
    const memory = {
      before: toMb(before.rss),
      peak,
      after: NaN,
      heapBefore: toMb(before.heapUsed),
      heapAfter: NaN,
    };
    return { ...attacked, seconds, findings, quiet, attacked: seen, memory, longestDelayMs, alone: [] };
  }
  await rest(watched, options.restMs);
  for (const fault of await restingFaults(known, options.restMs))
    findings.addOf('books', 'units or money astray', fault);
  const alone = await sendAlone(options.seed, attacked.sent.slowest, known);
  const after = await watched.target.collect();
  await neighbour.stop();
  await watched.target.stop();
  const memory = {
    before: toMb(before.rss),
    peak,
    after: toMb(after.rss),
    heapBefore: toMb(before.heapUsed),
    heapAfter: toMb(after.heapUsed),
  };
  return { ...attacked, seconds, findings, quiet, attacked: seen, memory, longestDelayMs, alone };
}

/** Waits until the target has done what was left to do, at most so long. */
async function rest(watched: WatchedTarget, atMostMs: number): Promise<void> {
  const until = performance.now() + atMostMs;
  do await pause(1500);
  while (!watched.isAtRest() && performance.now() < until);
}

/** A charge is captured a moment before it is stored: a fault of the books is one that stays. */
async function restingFaults({ description }: Knowledge, atMostMs: number): Promise<string[]> {
  const until = performance.now() + atMostMs;
  let faults = await faultsOfBooks(description);
  while (faults.length > 0 && performance.now() < until) {
    await pause(1000);
    faults = await faultsOfBooks(description);
  }
  return faults;
}

interface Scene {
  readonly watched: WatchedTarget;
  readonly known: Knowledge;
  readonly neighbour: Neighbour;
  readonly findings: Findings;
}

async function attack(options: Options, { watched, known, findings }: Scene, print: (line: string) => void) {
  const doors = openDoors(known.description);
  const deadline = performance.now() + (options.minutes ?? Infinity) * 60_000;
  let down: string | undefined;
  const isOver = () => down !== undefined || performance.now() > deadline;
  const { sent, done } = sendInputs({ ...options, known, doors, findings, isOver });
  let finished = false;
  void done.then(() => (finished = true));
  const began = performance.now();
  let reported = began;
  while (!finished && down === undefined) {
    await Promise.race([done, pause(200)]);
    down = watched.isDown();
    if (performance.now() - reported < REPORT_MS) continue;
    reported = performance.now();
    const rate = sent.count / ((reported - began) / 1000);
    print(`${sent.count} inputs, ${rate.toFixed(0)} a second, ${findings.all().length} findings`);
  }
  const suspects = [...sent.waiting.keys()].map(({ index }) => index);
  if (down !== undefined) print(`The target ${down}. Waiting for an answer: ${suspects.join(', ')}`);
  doors.close();
  return { sent, down, suspects };
}

/** Sends inputs again, one at a time, to see which are slow by themselves. */
async function sendAlone(seed: number, slowest: readonly Timed[], known: Knowledge) {
  const doors = openDoors(known.description);
  const alone = [];
  for (const timed of slowest) {
    const began = performance.now();
    await doors.send(inputAt(seed, timed.index, known).attack);
    alone.push({ ...timed, aloneMs: performance.now() - began });
  }
  doors.close();
  return alone;
}

/** Sends one input to a fresh target, and prints both. */
export async function replay(seed: number, index: number, print: (line: string) => void): Promise<void> {
  const findings = createFindings();
  const watched = await watchTarget(findings);
  const known = await learn(watched.target.description);
  const doors = openDoors(known.description);
  const { shape, attack } = inputAt(seed, index, known);
  print(`Input ${index} of seed ${seed} is of shape ${shape.name}:\n${shown(attack, 20_000)}`);
  const began = performance.now();
  const { status, ended, text } = await doors.send(attack);
  print(
    `After ${(performance.now() - began).toFixed(0)} ms: ${status ?? ''} ${ended ?? ''}\n${text.slice(0, 20_000)}`,
  );
  doors.close();
  await watched.target.stop();
}
