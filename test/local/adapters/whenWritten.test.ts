import { expect, test } from 'vitest';
import { peerWhenWritten } from '../../../local/adapters/whenWritten.ts';
import { noJournal } from '../../../local/platform/journal/Journal.ts';
import { turn } from '../../../local/platform/Activity.ts';

/** A peer behind a journal whose writes end when `write` is called. */
function createScene() {
  const sent: string[] = [];
  const errors: unknown[] = [];
  const writes: PromiseWithResolvers<void>[] = [];
  const journal = {
    ...noJournal,
    written() {
      const write = Promise.withResolvers<void>();
      writes.push(write);
      return write.promise;
    },
  };
  const peer = {
    send: (text: string) => void sent.push(text),
    close: (code: number) => void sent.push(`closed ${code}`),
    terminate() {},
    bufferedBytes: () => 1000,
    drainedBytes: () => 0,
  };
  return { sent, errors, writes, peer: peerWhenWritten(journal, peer, (error) => errors.push(error)) };
}

test('what is sent during one write of the journal goes out after the next, all at once', async () => {
  const { sent, writes, peer } = createScene();
  for (const text of ['a', 'b', 'c']) peer.send(text);
  await turn();
  writes[0]!.resolve();
  await turn();
  expect(sent).toEqual(['a']);
  peer.close(1000, '');
  writes[1]!.resolve();
  await turn();
  expect(sent).toEqual(['a', 'b', 'c']);
  writes[2]!.resolve();
  await turn();
  expect([sent.at(-1), writes.length]).toEqual(['closed 1000', 3]);
});

test('what waits for the journal counts as waiting for the client', async () => {
  const { writes, peer } = createScene();
  peer.send('x'.repeat(50));
  expect(peer.bufferedBytes()).toBe(1050);
  writes[0]!.resolve();
  await turn();
  expect(peer.bufferedBytes()).toBe(1000);
});

test('nothing is kept for a journal that cannot be written', async () => {
  const { sent, errors, writes, peer } = createScene();
  peer.send('a');
  peer.send('b');
  writes[0]!.reject(new Error('full'));
  await turn();
  expect([sent, errors.length, peer.bufferedBytes()]).toEqual([[], 1, 1000]);
});
