import { Readable } from 'node:stream';
import type { LoadOptions } from '../../../start/load/options.ts';
import { run } from '../../../start/load/run.ts';
import type { Frontdesk } from '../../journeys/given.ts';

/** Loads as the admin, from standard input unless a file is named. Returns the exit code and the output. */
export async function loadInto(
  desk: Frontdesk,
  input: string | Readable,
  changed: Partial<LoadOptions> = {},
) {
  const printed: string[] = [];
  const options = {
    file: '-',
    format: 'jsonl' as const,
    url: desk.cloud.graphqlUrl,
    user: 'admin',
    password: 'Passw0rd-2027',
    concurrency: 20,
    dryRun: false,
    refused: undefined,
    ...changed,
  };
  const pauses: number[] = [];
  const code = await run(options, {
    stdin: typeof input === 'string' ? Readable.from([Buffer.from(input)]) : input,
    print: (text) => printed.push(text),
    write: () => undefined,
    isTerminal: false,
    now: () => desk.cloud.world.clock.now(),
    pause: async (ms) => pauses.push(ms),
    stop: new AbortController(),
  });
  await desk.cloud.settles();
  return { code, text: printed.join('\n'), pauses };
}

export const linesOf = (...values: readonly object[]) =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');
