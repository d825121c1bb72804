import { expect, test } from 'vitest';
import { MAX_LINE, splitLines, type TextLine } from '../../../start/load/splitLines.ts';

async function* chunksOf(...chunks: readonly Uint8Array[]) {
  yield* chunks;
}
const bytes = (text: string) => new TextEncoder().encode(text);

async function linesOf(...chunks: readonly Uint8Array[]) {
  const lines: TextLine[] = [];
  for await (const line of splitLines(chunksOf(...chunks))) lines.push(line);
  return lines;
}

test('lines are the same however their bytes come', async () => {
  const whole = bytes('\ufeffüber\r\n\n🏠 end');
  const expected = [
    { number: 1, text: 'über', isCut: false },
    { number: 2, text: '', isCut: false },
    { number: 3, text: '🏠 end', isCut: false },
  ];
  expect(await linesOf(whole)).toEqual(expected);
  expect(await linesOf(...Array.from(whole, (byte) => Uint8Array.of(byte)))).toEqual(expected);
});

test('an end of line at the end of the file begins no other', async () => {
  expect(await linesOf(bytes('a\n'))).toHaveLength(1);
  expect(await linesOf()).toEqual([]);
});

test('a line without end keeps no more than its first 65,536 characters', async () => {
  const endless = Array.from({ length: 50 }, () => bytes('x'.repeat(10_000)));
  const lines = await linesOf(...endless, bytes('\nshort'));
  expect(lines.map(({ text, isCut }) => [text.length, isCut])).toEqual([
    [MAX_LINE, true],
    [5, false],
  ]);
});
