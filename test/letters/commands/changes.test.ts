import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { type Queues, startQueues } from '../startQueues.ts';

let queues: Queues;
let folder: string;
/** Each test has queues, files and a history of its own. */
let number = 0;
let account: string[];
beforeAll(async () => {
  queues = await startQueues();
  folder = mkdtempSync(join(tmpdir(), 'letters-changes-'));
});
beforeEach(() => {
  account = ['--because', 'mended', '--by', 'ann', '--history', join(folder, `history-${++number}.jsonl`)];
});
afterAll(async () => {
  await queues.close();
  rmSync(folder, { recursive: true });
});

const order = {
  orderId: 'order-1',
  userId: 'u-1',
  lines: [{ sku: 'milk', units: 0, priceCents: 250 }],
  placedOn: '2030-01-01T10:00:00.000Z',
};
const cause = {
  DeathClass: 'PERMANENT',
  ErrorCode: 'InvalidArgument',
  FailingStep: 'placeOrder',
  EntityType: 'ORDER',
  EntityId: 'order-1',
  Reason: 'lines.0.units: too small',
  tenant: 'blue',
};

const given = async (bodies: readonly unknown[], attributes: Record<string, string> = cause) => {
  const pair = await queues.createPair(`change${number}`);
  const ids: string[] = [];
  for (const body of bodies) ids.push(await queues.send(pair.dead, body, attributes));
  return { ...pair, ids, name: `change${number}-dead`, file: join(folder, `letters-${number}.jsonl`) };
};

/** What lies in a queue, by body. */
const contents = async (QueueUrl: string) => {
  const all: any[] = [];
  const receive = { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] };
  for (let found; (found = (await queues.call('ReceiveMessage', receive)).Messages);) all.push(...found);
  return all.sort((one, other) => (one.Body < other.Body ? -1 : 1));
};

const lastLine = ({ stdout, stderr }: { stdout: string; stderr: string }) =>
  `${stderr}${stdout}`.trim().split('\n').at(-1);

describe('edit', () => {
  test('sets a member, shows the difference, and keeps what was before in the history', async () => {
    const body =
      '{ "orderId":"order-1","userId":"u-1","placedOn":"2030-01-01T10:00:00.000Z", "lines":[{"sku":"milk","units":0,"priceCents":2.50e2}] }';
    const { dead, ids, name } = await given([body]);

    const edited = await queues.letters(
      ['edit', ids[0]!.slice(0, 8), name, '--set', 'lines[0].units=3', ...account],
      {
        answers: ['y'],
      },
    );

    expect(edited.exitCode).toBe(0);
    expect(edited.stderr).toContain('-      "units": 0,\n+      "units": 3,\n');
    const [letter, ...others] = await contents(dead);
    expect(others).toEqual([]);
    // Numbers that were not touched are as they were written.
    expect(letter.Body).toBe(
      '{"orderId":"order-1","userId":"u-1","placedOn":"2030-01-01T10:00:00.000Z","lines":[{"sku":"milk","units":3,"priceCents":2.50e2}]}',
    );
    const { Edited, ...kept } = letter.MessageAttributes;
    expect(Object.keys(kept).sort()).toEqual(Object.keys(cause).sort());
    expect(JSON.parse(Edited.StringValue)).toMatchObject({ by: 'ann' });
    const [, run] = /letters history (\S+) --originals/.exec(edited.stdout) ?? [];
    const { stdout } = await queues.letters(['history', run!, '--originals', ...account.slice(-2)]);
    expect(JSON.parse(stdout).letter).toMatchObject({ id: ids[0], body });
  });

  test('refuses a body that its worker would refuse, and changes nothing', async () => {
    const { dead, ids, name } = await given([order]);
    const set = (...values: string[]) =>
      queues.letters(['edit', ids[0]!, name, '--set', ...values, '--yes', ...account]);

    const wrong = await set('lines[0].units=-1', 'userId=');
    const misspelled = await set('line[0].units=1');

    expect(wrong.exitCode).toBe(1);
    expect(lastLine(wrong)).toContain(
      'placeOrder would not take it, so nothing was changed: userId: not an id; lines.0.units',
    );
    expect(lastLine(misspelled)).toBe(
      'Failed: There is nothing at "line[0].units": its parent is no object or list.',
    );
    expect((await contents(dead)).map(({ Body }) => JSON.parse(Body))).toEqual([order]);
  });

  test('opens an editor, and asks before it puts the result into the queue', async () => {
    const { dead, ids, name } = await given([order]);
    const script = join(folder, 'editor.cjs');
    writeFileSync(
      script,
      `const { readFileSync, writeFileSync } = require('node:fs');
       const file = process.argv.at(-1);
       writeFileSync(file, readFileSync(file, 'utf8').replace('"units": 0', '"units": 7'));`,
    );

    const edited = await queues.letters(['edit', ids[0]!, name, ...account], {
      answers: ['y'],
      environment: { PATH: process.env['PATH'], VISUAL: '', EDITOR: `${process.execPath} ${script}` },
    });

    expect(edited.stderr).toContain('+      "units": 7,');
    expect((await contents(dead)).map(({ Body }) => JSON.parse(Body).lines[0].units)).toEqual([7]);
  });

  test('leaves both letters where the first cannot be deleted, and says so', async () => {
    const { dead, ids, name } = await given([order]);
    const deleteMessageBatch = queues.actions['DeleteMessageBatch']!;
    const Message =
      'Value AQEB for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.';
    queues.actions['DeleteMessageBatch'] = async () => ({
      Successful: [],
      Failed: [{ Id: '0', SenderFault: true, Code: 'InvalidParameterValue', Message }],
    });

    const edited = await queues.letters([
      'edit',
      ids[0]!,
      name,
      '--set',
      'lines[0].units=3',
      '--yes',
      ...account,
    ]);
    queues.actions['DeleteMessageBatch'] = deleteMessageBatch;

    expect(lastLine(edited)).toContain(
      `could not be deleted (InvalidParameterValue: ${Message}): purge it with --id ${ids[0]}`,
    );
    expect(await contents(dead)).toHaveLength(2);
  });
});

describe('archive and restore', () => {
  const bodies = ['{"a": 1.0,\t"b":"ü 😀 \\u0007"}', 'no JSON\r\n', ' x '];

  test('are byte-true, with attributes, and delete only what is safe', async () => {
    const { dead, name, file } = await given(bodies);
    const before = (await contents(dead)).map(({ Body, MessageAttributes }) => [Body, MessageAttributes]);
    await queues.world.clock.advance(60_000);

    const archived = await queues.letters(['archive', file, name, '--delete', '--yes', ...account]);
    expect(archived).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Deleted 3 of 3 letters.'),
    });
    expect(await queues.counts(dead)).toEqual({ visible: 0, inFlight: 0 });

    const restored = await queues.letters(['restore', file, '--yes', ...account]);
    expect(restored).toMatchObject({ exitCode: 0, stdout: `Restored 3 of 3 letters to ${name}.\n` });
    expect(restored.stderr).toContain('--destination-arn arn:aws:sqs:us-east-1:000000000000:change');
    expect((await contents(dead)).map(({ Body, MessageAttributes }) => [Body, MessageAttributes])).toEqual(
      before,
    );
  });

  test('refuse a torn or changed file, unless what is whole is enough', async () => {
    const { dead, name, file } = await given(bodies);
    await queues.letters(['archive', file, name, ...account]);
    const whole = readFileSync(file, 'utf8');
    const restore = async (text: string, ...options: string[]) => {
      writeFileSync(file, text);
      return queues.letters(['restore', file, '--yes', ...options, ...account]);
    };

    const torn = await restore(whole.slice(0, whole.lastIndexOf('"letters"') - 40));
    const changed = await restore(whole.replace('no JSON', 'mo JSON'));
    const shortened = await restore(whole.split('\n').toSpliced(1, 1).join('\n'));
    const none = await restore('{"some": "file"}');

    expect(torn.exitCode).toBe(1);
    expect(lastLine(torn)).toContain(
      'is damaged: its end is missing after 2 whole letters. Nothing was restored;',
    );
    expect(lastLine(changed)).toContain('is damaged: 1 of 3 letters are not as they were written.');
    expect(lastLine(shortened)).toContain('is damaged: it holds 2 of 3 letters.');
    expect(lastLine(none)).toContain('is no archive of dead letters');
    expect(await queues.counts(dead)).toEqual({ visible: 3, inFlight: 0 });
    const partial = await restore(whole.replace('no JSON', 'mo JSON'), '--partial');
    expect(partial).toMatchObject({ exitCode: 3, stdout: `Restored 2 of 2 letters to ${name}.\n` });
  });

  test('leave every letter in its queue when the disk is full, and no file', async () => {
    const { dead, name, file } = await given(bodies);
    // What is written there does not fit: `man 4 full`.
    symlinkSync('/dev/full', `${file}.part`);

    const archived = await queues.letters(['archive', file, name, '--delete', '--yes', ...account]);

    expect(archived.exitCode).toBe(1);
    expect(lastLine(archived)).toContain('is full: make room, or name a file elsewhere. Nothing was deleted');
    expect(existsSync(file)).toBe(false);
    expect(await queues.counts(dead)).toEqual({ visible: 3, inFlight: 0 });
  });

  test('never replace a file that is there', async () => {
    const { name, file } = await given(bodies);
    writeFileSync(file, 'dear');

    const archived = await queues.letters(['archive', file, name, ...account]);

    expect(lastLine(archived)).toBe(`Failed: ${file} is there already: name another file.`);
    expect(readFileSync(file, 'utf8')).toBe('dear');
  });
});

describe('purge', () => {
  test('deletes what it showed once the name is typed, and what arrives meanwhile stays', async () => {
    const { dead, ids, name } = await given(['one', 'two']);

    const wrong = await queues.letters(['purge', name, ...account], { answers: ['yes'] });
    const yes = await queues.letters(['purge', name, '--yes', ...account]);
    const purged = await queues.letters(['purge', name, '--id', ids[0]!, ...account], { answers: [name] });

    expect(wrong.exitCode).toBe(1);
    expect(lastLine(wrong)).toBe(`Failed: It was not confirmed: "yes" is not "${name}".`);
    expect(lastLine(yes)).toBe(`Failed: --yes is not enough to delete letters: add --confirm ${name}.`);
    expect(purged.stderr).toContain('1 letter(s) of');
    expect(purged.stderr).toContain('InvalidArgument  lines.0.units: too small');
    expect(purged).toMatchObject({ exitCode: 0, stdout: 'Deleted 1 of 1 letters.\n' });
    expect((await contents(dead)).map(({ Body }) => Body)).toEqual(['two']);
  });

  test('archives first, and deletes nothing where that fails', async () => {
    const { dead, name, file } = await given(['one', 'two']);
    writeFileSync(file, 'dear');
    const purge = (path: string) =>
      queues.letters(['purge', name, '--archive', path, '--confirm', name, ...account]);

    const failed = await purge(file);
    expect(failed.exitCode).toBe(1);
    expect(await queues.counts(dead)).toEqual({ visible: 2, inFlight: 0 });
    const purged = await purge(`${file}.other`);
    expect(purged.stdout).toBe('Deleted 2 of 2 letters.\n');
    expect(readFileSync(`${file}.other`, 'utf8').trim().split('\n')).toHaveLength(4);
  });

  test("says that SQS's own purge was used less than a minute ago", async () => {
    const { dead, name } = await given(['one', 'two']);
    const purge = () => queues.letters(['purge', name, '--at-once', '--confirm', name, ...account]);

    const purged = await purge();
    queues.actions['PurgeQueue'] = async () => {
      throw new AwsError(
        'AWS.SimpleQueueService.PurgeQueueInProgress',
        'Only one PurgeQueue operation is allowed every 60 seconds.',
      );
    };
    const again = await purge();

    expect(purged.exitCode).toBe(0);
    expect(await queues.counts(dead)).toEqual({ visible: 0, inFlight: 0 });
    expect(again.exitCode).toBe(1);
    expect(lastLine(again)).toBe(
      `Failed: ${name} was purged less than a minute ago: SQS does that once a minute.`,
    );
  });
});
