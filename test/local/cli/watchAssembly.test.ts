import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { watchAssembly } from '../../../local/cli/watchAssembly.ts';
import { startCloud } from '../../../local/startCloud.ts';
import { createInbox } from '../../support/createInbox.ts';
import { writeAssembly } from '../../support/writeAssembly.ts';

const shop = (Queue: object) => ({ Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: Queue } } });

/** A watched folder, into which a test synthesizes. */
async function givenFolder() {
  const assembly = writeAssembly({ Shop: shop({}) });
  const cloud = await startCloud({ assembly, seed: 1 });
  const printed = createInbox<string>('a line');
  const updates = createInbox<readonly unknown[]>('an update');
  cloud.world.feed.subscribe((record) => record.kind === 'update' && updates.put(record.changes));
  const print = (text: string) => printed.put(stripVTControlCharacters(text));
  const watching = watchAssembly(assembly, cloud, print, { intervalMs: 10 });
  onTestFinished(async () => {
    await watching.close();
    await cloud.close();
  });
  let version = 0;
  return {
    printed,
    updates,
    synthesize(template: object | string) {
      const text = typeof template === 'string' ? template : JSON.stringify(template);
      writeFileSync(join(assembly, 'Shop.template.json'), text);
      // Two versions within a tick of the file system's clock have one time.
      utimesSync(join(assembly, 'manifest.json'), 1, 2_000_000_000 + ++version);
    },
  };
}

test('each version that is written into the folder is taken, and what is replaced is said first', async () => {
  const { synthesize, updates, printed } = await givenFolder();
  synthesize(shop({ DelaySeconds: 3 }));
  expect(await updates.next()).toMatchObject([{ action: 'updated', properties: ['DelaySeconds'] }]);
  synthesize(shop({ FifoQueue: true }));
  expect(await printed.next()).toBe('Replacing Shop/Queue (FifoQueue)');
  expect(await updates.next()).toMatchObject([{ action: 'replaced' }]);
  synthesize({ Resources: {} });
  expect(await printed.next()).toBe('Removing Shop/Queue');
});

test('a version that cannot be taken is said in a line, and the next one is taken', async () => {
  const { synthesize, updates, printed } = await givenFolder();
  synthesize(shop({ Colour: 'red' }));
  expect(await printed.next()).toBe(
    'Not taken, the version before serves on: Shop/Queue (AWS::SQS::Queue): property Colour is not supported.',
  );
  synthesize('{"Resources": {');
  expect(await printed.next()).toMatch(
    /^Not taken, the version before serves on: .*Shop\.template\.json cannot be read: /,
  );
  synthesize(shop({ DelaySeconds: 3 }));
  expect(await updates.next()).toHaveLength(1);
});

test('the same version again is said to differ in nothing', async () => {
  const { synthesize, printed } = await givenFolder();
  synthesize(shop({}));
  expect(await printed.next()).toMatch(/ was written again; nothing is different\.$/);
});
