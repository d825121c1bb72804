import type { Answer } from './Attack.ts';
import { type Input, inputAt, shapeAt } from './choose.ts';
import type { Findings } from './Findings.ts';
import { faultOf } from './judge.ts';
import { pause } from './pause.ts';
import type { Doors } from './target/doors.ts';
import type { Knowledge } from './target/knowledge.ts';

export interface SendOptions {
  readonly seed: number;
  readonly inputs: number;
  readonly only: string | undefined;
  readonly inFlight: number;
  readonly known: Knowledge;
  readonly doors: Doors;
  readonly findings: Findings;
  /** True once nothing more is to be sent. */
  readonly isOver: () => boolean;
}

/** An input, and how long its answer took among all the others. */
export interface Timed {
  readonly index: number;
  readonly shape: string;
  readonly ms: number;
}

export interface Sent {
  count: number;
  /** By shape. */
  readonly counts: Map<string, number>;
  /** By door and outcome, such as `request graphql 400`. */
  readonly outcomes: Map<string, number>;
  /** The slowest, slowest first. */
  readonly slowest: Timed[];
  /** What waits for its answer. */
  readonly waiting: Map<Input, number>;
}

const SLOWEST = 20;
const PATIENCE_MS = 250;
const MOST_WAITING = 100;

/** Sends inputs, many at a time. The result is live: it can be read while they are sent. */
export function sendInputs(options: SendOptions): { readonly sent: Sent; readonly done: Promise<unknown> } {
  const { seed, inputs, only, known, isOver } = options;
  const sent: Sent = { count: 0, counts: new Map(), outcomes: new Map(), slowest: [], waiting: new Map() };
  let next = 0;
  const nextInput = () => {
    while (next < inputs && only !== undefined && shapeAt(seed, next).name !== only) next++;
    return next < inputs && !isOver() ? inputAt(seed, next++, known) : undefined;
  };
  const work = async () => {
    for (let input = nextInput(); input; input = nextInput()) {
      const answered = sendOne(input, options, sent);
      // Whoever waits in the target's line keeps no other input from being sent, up to a number.
      await Promise.race([answered, pause(PATIENCE_MS)]);
      if (sent.waiting.size >= MOST_WAITING) await answered;
    }
  };
  const allAnswered = async () => {
    await Promise.all(Array.from({ length: options.inFlight }, work));
    while (sent.waiting.size > 0 && !isOver()) await pause(50);
  };
  return { sent, done: allAnswered() };
}

async function sendOne(input: Input, { doors, findings, isOver }: SendOptions, sent: Sent): Promise<void> {
  const began = performance.now();
  sent.waiting.set(input, began);
  const answer = await doors.send(input.attack);
  sent.waiting.delete(input);
  // The target has ended, or hangs: whatever is said of the others is not their answer.
  if (isOver()) return;
  note(sent, input, answer, performance.now() - began);
  const fault = faultOf(input.attack, answer);
  if (fault) findings.add(fault, input, answer);
}

function note(sent: Sent, { index, shape, attack }: Input, answer: Answer, ms: number): void {
  sent.count++;
  increment(sent.counts, shape.name);
  const door = attack.kind === 'socket' ? 'socket' : `${attack.kind} ${attack.port}`;
  increment(sent.outcomes, `${door} ${answer.status ?? answer.ended}`);
  // How long a socket of its own stays open is the attacker's own choice.
  if (attack.kind !== 'request') return;
  const { slowest } = sent;
  if (slowest.length === SLOWEST && ms <= slowest.at(-1)!.ms) return;
  slowest.push({ index, shape: shape.name, ms });
  slowest.sort((one, other) => other.ms - one.ms);
  slowest.splice(SLOWEST);
}

export const increment = (counts: Map<string, number>, key: string): void =>
  void counts.set(key, (counts.get(key) ?? 0) + 1);
