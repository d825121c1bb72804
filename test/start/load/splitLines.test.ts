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
    { number: 1, text: 'über' },
    { number: 2, text: '' },
    { number: 3, text: '🏠 end' },
  ];
  expect(await linesOf(whole)).toEqual(expected);
  expect(await linesOf(...Array.from(whole, (byte) => Uint8Array.of(byte)))).toEqual(expected);
});

test('an end of line at the end of the file begins no other', async () => {
  for (const end of ['\n', '\r\n', '\r']) expect(await linesOf(bytes(`a${end}`))).toHaveLength(1);
  expect(await linesOf()).toEqual([]);
});

test.each(['\n', '\r\n', '\r'])('%j is one end of a line, wherever a chunk ends', async (end) => {
  const whole = bytes(`a${end}${end}b`);
  const expected = ['a', '', 'b'];
  expect((await linesOf(whole)).map(({ text }) => text)).toEqual(expected);
  expect(
    (await linesOf(...Array.from(whole, (byte) => Uint8Array.of(byte)))).map(({ text }) => text),
  ).toEqual(expected);
});

test('a line that is not UTF-8 says so, and the others are read', async () => {
  const windows1252 = Uint8Array.of(0x66, 0xfc, 0x72);
  expect(await linesOf(bytes('für\n'), windows1252, bytes('\nfür'))).toEqual([
    { number: 1, text: 'für' },
    { number: 2, text: 'f\ufffdr', fault: 'is not UTF-8' },
    { number: 3, text: 'für' },
  ]);
});

test('a line without end keeps no more than its first 65,536 characters', async () => {
  const endless = Array.from({ length: 50 }, () => bytes('x'.repeat(10_000)));
  const lines = await linesOf(...endless, bytes('\nshort'));
  expect(lines.map(({ text, fault }) => [text.length, fault])).toEqual([
    [MAX_LINE, 'is longer than 65536 characters'],
    [5, undefined],
  ]);
});

test.each(['x', 'ü', '語', '🏠'])('of %s, 65,536 characters are a line, and one more is not', async (one) => {
  const most = one.repeat(MAX_LINE / one.length);
  const [fits, tooLong] = await linesOf(bytes(`\ufeff${most}\n${most}${one}`));
  expect(fits).toEqual({ number: 1, text: most });
  expect(tooLong).toMatchObject({ text: most, fault: 'is longer than 65536 characters' });
  expect(await linesOf(bytes(`\ufeff${most}${one}${one}`))).toEqual([{ ...tooLong, number: 1 }]);
});
