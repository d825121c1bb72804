import { expect, test, vi } from 'vitest';
import {
  translateAhead,
  translateCode,
} from '../../../../../local/services/appsync/runtime/translateCode.ts';
import { moduleOf } from './startRuntime.ts';

const modules = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ source: moduleOf(`return ${index};`) }));

/** Whether a module is translated already: its translation does not need its source any more. */
function isTranslated(code: { source: string }): boolean {
  const { source } = code;
  code.source = 'no module';
  try {
    return translateCode(code).script !== '';
  } catch {
    return false;
  } finally {
    code.source = source;
  }
}

test('modules are translated one in a turn of the event loop', async () => {
  const codes = modules(3);
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns++;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await translateAhead(codes, () => true);
  isOver = true;
  expect(turns).toBeGreaterThanOrEqual(2);
  expect(codes.map(isTranslated)).toEqual([true, true, true]);
});

test('it ends once nobody wants it any more', async () => {
  const codes = modules(3);
  const isWanted = vi.fn<() => boolean>().mockReturnValueOnce(true).mockReturnValue(false);
  await translateAhead(codes, isWanted);
  expect(codes.map(isTranslated)).toEqual([true, false, false]);
});

test('a module that is refused is refused when it runs, and keeps nothing from the others', async () => {
  const [first, last] = modules(2);
  const refused = { source: moduleOf('while (true) {}') };
  await translateAhead([first!, refused, last!], () => true);
  expect([first!, last!].map(isTranslated)).toEqual([true, true]);
  expect(() => translateCode(refused)).toThrow('The code contains one or more errors.');
});
