import { expect, test } from 'vitest';
import { createPrinter } from '../../../local/cli/createPrinter.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('the lines of one turn of the event loop are written together, in their order', async () => {
  const writes: string[] = [];
  const printer = createPrinter({ write: (text) => writes.push(text) });

  printer.print('one');
  printer.print('two');
  await turn();
  printer.print('three');
  await turn();

  expect(writes).toEqual(['one\ntwo\n', 'three\n']);
});
