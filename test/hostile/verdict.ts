import { quantile } from '../../bench/report/figures.ts';
import type { Outcome } from './run.ts';

/** What a run may do to the target and to its other clients. Chosen. */
export const BOUNDS = {
  /** Longest time that one input, sent alone, may take, and that the event loop may stand still. */
  hangMs: 1000,
  /**
   * The neighbour's p99 may double. One below this is never taken for slow: the attack keeps the target busy, so the
   * neighbour stands in one line with all of it.
   */
  slowMs: 250,
  /**
   * How far the resident set may grow over that of the quiet target, at any time. Most of it are sandboxes of functions,
   * measured at some 40 MB each, of which as many are kept as ran at one time: at most 10 a function.
   */
  peakMb: 4096,
  /** How far the heap may have grown once it is quiet again and garbage is collected, for what was stored. */
  heapMb: 256,
} as const;

export const p50 = (values: readonly number[]): number => quantile(values, 0.5);
export const p99 = (values: readonly number[]): number => quantile(values, 0.99);

/** Whether something fell, and how to say it. */
type Check = readonly [boolean, string];

/** Returns what fell, a sentence each; nothing if all stood. */
export function faultsOfRun(outcome: Outcome, { judgesTime = true } = {}): string[] {
  const { down, findings, quiet, attacked, memory, alone, longestDelayMs } = outcome;
  const limitMs = Math.max(2 * p99(quiet.answers), BOUNDS.slowMs);
  const times: readonly Check[] = [
    [
      p99(attacked.answers) > limitMs,
      `The neighbour waited ${ms(p99(attacked.answers))} at p99, more than ${ms(limitMs)}.`,
    ],
    [attacked.deliveries.length === 0, 'The neighbour’s subscription delivered nothing.'],
    [longestDelayMs > BOUNDS.hangMs, `The event loop stood still for ${ms(longestDelayMs)}.`],
    ...alone.map(({ index, shape, aloneMs }): Check => [
      aloneMs > BOUNDS.hangMs,
      `Input ${index}, of shape ${shape}, takes ${ms(aloneMs)} alone.`,
    ]),
  ];
  const checks: readonly Check[] = [
    [down !== undefined, `The target ${down}.`],
    [findings.all().length > 0, `${findings.all().length} kinds of findings.`],
    [attacked.faults.length > 0, `The neighbour was refused: ${attacked.faults[0]}`],
    [
      memory.peak > memory.before + BOUNDS.peakMb,
      `The target grew to ${mb(memory.peak)} from ${mb(memory.before)}.`,
    ],
    [
      memory.heapAfter > memory.heapBefore + BOUNDS.heapMb,
      `The heap keeps ${mb(memory.heapAfter)} of ${mb(memory.heapBefore)} before.`,
    ],
    ...(judgesTime ? times : []),
  ];
  return checks.flatMap(([fell, sentence]) => (fell ? [sentence] : []));
}

export const ms = (value: number): string => `${Math.round(value)} ms`;
export const mb = (value: number): string => `${Math.round(value)} MB`;
