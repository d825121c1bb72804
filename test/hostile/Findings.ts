import type { Answer } from './Attack.ts';
import type { Input } from './choose.ts';

/** Something that fell. */
export interface Finding {
  readonly fault: string;
  readonly shape: string;
  /** Number of the input; undefined where no single input is to blame. */
  readonly index: number | undefined;
  readonly input: string;
  readonly answer: string;
  /** How often the same was found. */
  times: number;
}

/** Collects findings: the same fault with the same answer is one. */
export interface Findings {
  add(fault: string, input: Input, answer: Answer): void;
  addOf(shape: string, fault: string, text: string): void;
  all(): readonly Finding[];
}

const SHOWN = 400;

export function createFindings(): Findings {
  const found = new Map<string, Finding>();
  const add = (finding: Omit<Finding, 'times'>) => {
    // Numbers and ids differ from answer to answer.
    const [target = ''] = /(?<="x-amz-target":")[^"]*/.exec(finding.input) ?? [];
    const key = `${finding.shape} ${finding.fault} ${target} ${finding.answer.replace(/[\da-f-]{4,}|\d+/gi, '0').slice(0, finding.shape === 'output' ? 0 : 120)}`;
    const known = found.get(key);
    if (known) known.times++;
    else found.set(key, { ...finding, times: 1 });
  };
  return {
    add: (fault, { index, shape, attack }, { status, text, ended }) =>
      add({
        fault,
        shape: shape.name,
        index,
        input: shown(attack, SHOWN),
        answer: `${status ?? ''} ${ended ?? ''} ${text.slice(0, SHOWN)}`.trim(),
      }),
    addOf: (shape, fault, text) =>
      add({ fault, shape, index: undefined, input: '', answer: text.slice(0, SHOWN) }),
    all: () => [...found.values()],
  };
}

/** An attack on one line, cut. */
export function shown(attack: object, length: number): string {
  const text = JSON.stringify(attack, (_key, value: unknown) =>
    isBuffer(value) ? Buffer.from(value.data).toString('latin1').slice(0, length) : value,
  );
  return text.length > length ? `${text.slice(0, length)}… (${text.length} characters)` : text;
}

const isBuffer = (value: unknown): value is { data: number[] } =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';
