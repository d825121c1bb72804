import { parseArgs } from 'node:util';
import { z } from 'zod';
import { OperatorError } from '../../local/platform/errors.ts';
import { shapes } from './shapes.ts';

export interface Options {
  readonly inputs: number;
  readonly seed: number;
  /** One input alone. @default all */
  readonly input: number | undefined;
  /** Only the inputs of this shape. @default all */
  readonly only: string | undefined;
  /** Ends the attack after so many minutes. @default once all inputs are sent */
  readonly minutes: number | undefined;
  readonly inFlight: number;
  /** Writes `results.json` and `docs/hostile.md`. */
  readonly record: boolean;
}

export const USAGE = `Usage: npm run hostile [-- OPTIONS]

Starts Frontdesk in a process of its own, and attacks it over its public doors. A neighbour, a client that does nothing
wrong, goes on throughout. Fails if anything fell.

  --inputs N     how many inputs are sent (default 20000)
  --seed S       what they are generated from (default 1); the same seed generates the same inputs
  --input I      sends and prints only input number I of the seed
  --only SHAPE   sends only the inputs of one shape: ${wrapped(shapes.map(({ name }) => name))}
  --minutes M    ends after M minutes
  --in-flight N  how many inputs wait for an answer at a time (default 24)
  --record       writes test/hostile/results.json and docs/hostile.md
  --help         shows this text
`;

function wrapped(names: readonly string[]): string {
  const lines = [''];
  for (const name of names) {
    if (lines.at(-1)!.length + name.length > 80) lines.push('');
    lines.push(`${lines.pop()!}${lines.at(-1) === '' ? '' : ' '}${name}`);
  }
  return lines.map((line) => line.trim()).join('\n                 ');
}

const Whole = z.coerce.number().int().min(0).optional();

/** Returns undefined if only the usage is asked for. */
export function readOptions(args: readonly string[]): Options | undefined {
  const options = Object.fromEntries(
    ['inputs', 'seed', 'input', 'only', 'minutes', 'in-flight'].map((name) => [
      name,
      { type: 'string' } as const,
    ]),
  );
  const flags = { help: { type: 'boolean' }, record: { type: 'boolean' } } as const;
  const parsed = parseArgs({ args: [...args], options: { ...options, ...flags } });
  const values: Readonly<Record<string, string | boolean | undefined>> = parsed.values;
  if (values['help']) return undefined;
  const whole = (name: string) => {
    const read = Whole.safeParse(values[name]);
    if (read.success) return read.data;
    throw new OperatorError(
      `--${name} is "${String(values[name])}"; give a whole number. See npm run hostile -- --help.`,
    );
  };
  const only = values['only'] as string | undefined;
  if (only !== undefined && !shapes.some(({ name }) => name === only))
    throw new OperatorError(`There is no shape "${only}". See npm run hostile -- --help.`);
  return {
    inputs: whole('inputs') ?? 20_000,
    seed: whole('seed') ?? 1,
    input: whole('input'),
    only,
    minutes: whole('minutes'),
    inFlight: whole('in-flight') ?? 24,
    record: values['record'] === true,
  };
}
