import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { MAX_LINE, splitLines, type TextLine } from '../../../start/load/readInput.ts';
import { readValues } from './readValues.ts';

async function* chunksOf(...chunks: readonly Uint8Array[]) {
  yield* chunks;
}
const bytes = (text: string) => new TextEncoder().encode(text);

async function linesOf(...chunks: readonly Uint8Array[]) {
  const lines: TextLine[] = [];
  for await (const line of splitLines(chunksOf(...chunks))) lines.push(line);
  return lines;
}

test('lines do not depend on how their bytes are split into chunks', async () => {
  const whole = bytes('\ufeffüber\r\n\n🏠 end');
  const expected = [
    { number: 1, text: 'über' },
    { number: 2, text: '' },
    { number: 3, text: '🏠 end' },
  ];
  expect(await linesOf(whole)).toEqual(expected);
  expect(await linesOf(...Array.from(whole, (byte) => Uint8Array.of(byte)))).toEqual(expected);
});

test('a newline at the end of the file begins no further line', async () => {
  for (const end of ['\n', '\r\n', '\r']) expect(await linesOf(bytes(`a${end}`))).toHaveLength(1);
  expect(await linesOf()).toEqual([]);
});

test.each(['\n', '\r\n', '\r'])('%j is one line ending, wherever a chunk ends', async (end) => {
  const whole = bytes(`a${end}${end}b`);
  const expected = ['a', '', 'b'];
  expect((await linesOf(whole)).map(({ text }) => text)).toEqual(expected);
  expect(
    (await linesOf(...Array.from(whole, (byte) => Uint8Array.of(byte)))).map(({ text }) => text),
  ).toEqual(expected);
});

test('a line that is not UTF-8 is refused as such, and the others are read', async () => {
  const windows1252 = Uint8Array.of(0x66, 0xfc, 0x72);
  expect(await linesOf(bytes('für\n'), windows1252, bytes('\nfür'))).toEqual([
    { number: 1, text: 'für' },
    { number: 2, text: 'f\ufffdr', fault: 'is not UTF-8' },
    { number: 3, text: 'für' },
  ]);
});

test('an endless line is cut after 65,536 characters', async () => {
  const endless = Array.from({ length: 50 }, () => bytes('x'.repeat(10_000)));
  const lines = await linesOf(...endless, bytes('\nshort'));
  expect(lines.map(({ text, fault }) => [text.length, fault])).toEqual([
    [MAX_LINE, 'is longer than 65536 characters'],
    [5, undefined],
  ]);
});

test.each(['x', 'ü', '語', '🏠'])('65,536 times %s are a line, and one more is too long', async (one) => {
  const most = one.repeat(MAX_LINE / one.length);
  const [fits, tooLong] = await linesOf(bytes(`\ufeff${most}\n${most}${one}`));
  expect(fits).toEqual({ number: 1, text: most });
  expect(tooLong).toMatchObject({ text: most, fault: 'is longer than 65536 characters' });
  expect(await linesOf(bytes(`\ufeff${most}${one}${one}`))).toEqual([{ ...tooLong, number: 1 }]);
});

const ORDER = { orderId: 'o-01', lines: [{ sku: 'towel', units: 1, price: 9.5 }] };
const STAY = { apartmentId: 'a1', startDate: '2031-03-10', endDate: '2031-03-13' };
const read = (value: object) => readValues('jsonl', JSON.stringify(value)).then(([outcome]) => outcome!);

describe('a line that cannot be read', () => {
  test.each([
    ['half an object', '{"type":"restock","sku":', /^is not JSON: /],
    ['a list', '[{"type":"restock"}]', /^is not a JSON object$/],
    ['nothing', 'null', /^is not a JSON object$/],
    ['more than anybody will read', `{"a":"${'x'.repeat(70_000)}"}`, /^is longer than 65536 characters$/],
  ])('%s', async (_, text, message) => {
    const [refused, after] = await readValues(
      'jsonl',
      `${text}\n${JSON.stringify({ type: 'order', ...ORDER })}`,
    );
    expect(refused).toMatchObject({
      line: 1,
      errorType: 'Unreadable',
      message: expect.stringMatching(message),
    });
    expect(refused).toHaveProperty('value', { text: text.slice(0, 1000) });
    expect(after).toEqual({ line: 2, kind: 'order', input: ORDER });
  });

  test('binary data is refused line by line', async () => {
    const outcomes = await readValues('jsonl', randomBytes(100_000));
    expect(outcomes.length).toBeGreaterThan(100);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ errorType: 'Unreadable' });
  });
});

describe('a value', () => {
  test.each([
    [{}, 'type must be one of product, restock, order, booking, service'],
    [{ type: 'toString' }, 'type must be one of product, restock, order, booking, service'],
    [{ type: 'order', ...ORDER, colour: 'red' }, 'order has no field colour'],
    [{ type: 'order', ...ORDER, orderId: 'o' }, 'orderId must be 4 to 64 letters, digits or -_.:@'],
    [{ type: 'order', ...ORDER, lines: [] }, 'lines must be 1 to 25 of {sku, units, price}'],
    [
      { type: 'order', orderId: 'o-01', lines: [{ sku: 'towel', units: 1, price: 0.001 }] },
      'lines.0.price must be from 0 to 100000, in whole cents',
    ],
    [{ type: 'booking', ...STAY, endDate: STAY.startDate }, 'endDate must be after startDate'],
    [{ type: 'booking', ...STAY, startDate: '2031-02-30' }, 'startDate must be a calendar date, YYYY-MM-DD'],
    [
      { type: 'service', serviceId: 's1', serviceName: 'x', dateTime: '2031-01-01T10:00:00' },
      'dateTime must be an instant such as 2027-03-10T10:00:00Z',
    ],
    [
      { type: 'service', serviceId: 's1', serviceName: ' ', dateTime: '2031-01-01T10:00Z' },
      'serviceName must be 1 to 100 characters',
    ],
  ])('%j: %s', async (value, message) => {
    expect(await read(value)).toMatchObject({ errorType: 'InvalidArgument', message, value });
  });
});

describe('a booking without a client token', () => {
  const token = async (value: object) => {
    const outcome = await read(value);
    return 'input' in outcome ? outcome.input['clientToken'] : outcome;
  };

  test('gets one from its input, which is the same in every file', async () => {
    const made = await token({ type: 'booking', ...STAY });
    expect(made).toMatch(/^load-[0-9a-f]{32}$/);
    expect(await token({ ...STAY, type: 'booking' })).toBe(made);
    expect(await token({ type: 'booking', ...STAY, endDate: '2031-03-14' })).not.toBe(made);
    expect(await token({ type: 'booking', ...STAY, userId: 'u1' })).not.toBe(made);
  });

  test('does not change one that has a token', async () => {
    expect(await token({ type: 'booking', ...STAY, clientToken: 't1' })).toBe('t1');
  });
});

test('what an earlier load added to a refused line is ignored', async () => {
  const refused = { line: 7, errorType: 'NotFound', message: 'There is no such person' };
  expect(await read({ type: 'order', ...ORDER, refused })).toEqual({ line: 1, kind: 'order', input: ORDER });
});
