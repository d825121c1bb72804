import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../../letters/commands.ts';
import { run } from '../../letters/run.ts';
import { widthOf } from '../../letters/terminal/printable.ts';
import { type Queues, startQueues } from './startQueues.ts';

const COLUMNS = 80;
/** SQS's longest: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html */
const LONGEST_NAME = 80;
const WORKER = 'w'.repeat(LONGEST_NAME - '-dead'.length);
const DEAD = `${WORKER}-dead`;

let queues: Queues;
let folder: string;
let id: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'letters-width-'));
  queues = await startQueues();
  const { dead } = await queues.createPair(WORKER);
  id = await queues.send(
    dead,
    { orderId: 'o'.repeat(200), note: '注文'.repeat(60) },
    {
      DeathClass: 'PERMANENT',
      ErrorCode: 'InvalidArgument',
      Reason: `lines.0.units: ${'too small, '.repeat(20)}${'x'.repeat(200)}`,
      FailingStep: 's'.repeat(100),
      EntityType: 'order',
      EntityId: 'o'.repeat(200),
    },
  );
});
afterAll(async () => {
  await queues.close();
  rmSync(folder, { recursive: true });
});

/** What stands in a terminal of 80 columns after a command. Every question is answered with no. */
async function screen(args: readonly string[]): Promise<string> {
  let written = '';
  const write = (text: string) => void (written += text);
  await run(args, {
    environment: { AWS_ENDPOINT_URL: queues.url, USER: 'dora', NO_COLOR: '1' },
    stdout: { write, isTTY: true, columns: COLUMNS },
    stderr: { write, isTTY: true, columns: COLUMNS },
    stop: new AbortController().signal,
    now: () => queues.world.clock.now(),
    random: () => 0.5,
    pause: (ms) => queues.world.clock.advance(ms),
    ask: async (question) => {
      write(`${question}no\n`);
      return 'no';
    },
  });
  return written;
}

/** Progress takes its line away again, and leaves the last column free. */
const tooWide = (written: string) =>
  written.split(/\n|\r\u001b\[K/).filter((line) => widthOf(line) > COLUMNS);

const account = () => ['--because', 'mended', '--history', join(folder, `${'h'.repeat(100)}.jsonl`)];

test.each(['', ...commands.map(({ name }) => name)])(
  'letters %s --help has no line that is too long',
  async (name) => {
    const written = await screen([...(name === '' ? [] : [name]), '--help']);
    expect(written).toContain('Usage: letters');
    expect(tooWide(written)).toEqual([]);
  },
);

test.each<[string, () => readonly string[]]>([
  ['list', () => ['list']],
  ['list --all', () => ['list', '--all', '--no-reasons']],
  ['group', () => ['group']],
  ['peek', () => ['peek', DEAD]],
  ['show', () => ['show', id.slice(0, 8)]],
  ['dry-run', () => ['dry-run', DEAD]],
  ['edit', () => ['edit', id.slice(0, 8), '--set', `note="${'n'.repeat(200)}"`, ...account()]],
  ['archive', () => ['archive', join(folder, 'letters.jsonl'), DEAD, ...account()]],
  ['purge', () => ['purge', DEAD, ...account()]],
  ['redrive', () => ['redrive', DEAD, '--own-mover', ...account()]],
  ['history', () => ['history', ...account().slice(2)]],
  ['an unknown queue', () => ['peek', `${'q'.repeat(100)}`]],
  ['an unknown option', () => ['list', `--${'option'.repeat(20)}`]],
  ['an unknown command', () => ['c'.repeat(100)]],
])('%s prints no line that is too long, whatever names and reasons are', async (_name, args) => {
  const written = await screen(args());
  expect(written).not.toBe('');
  expect(tooWide(written)).toEqual([]);
});

test('what a script reads is not wrapped', async () => {
  const written = await screen(['list', '--json']);
  expect(JSON.parse(written.slice(written.indexOf('{'))).queues[0].queue).toBe(DEAD);
});
