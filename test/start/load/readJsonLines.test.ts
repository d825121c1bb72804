import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readValues } from './readValues.ts';

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

  test('bytes of no text at all are refused line by line', async () => {
    const outcomes = await readValues('jsonl', randomBytes(100_000));
    expect(outcomes.length).toBeGreaterThan(100);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ errorType: 'Unreadable' });
  });
});

describe('a value', () => {
  test.each([
    [{}, 'type must be one of restock, order, booking, service'],
    [{ type: 'toString' }, 'type must be one of restock, order, booking, service'],
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

  test('gets one from what it says, the same in every file', async () => {
    const made = await token({ type: 'booking', ...STAY });
    expect(made).toMatch(/^load-[0-9a-f]{32}$/);
    expect(await token({ ...STAY, type: 'booking' })).toBe(made);
    expect(await token({ type: 'booking', ...STAY, endDate: '2031-03-14' })).not.toBe(made);
    expect(await token({ type: 'booking', ...STAY, userId: 'u1' })).not.toBe(made);
  });

  test('and one that has a token keeps it', async () => {
    expect(await token({ type: 'booking', ...STAY, clientToken: 't1' })).toBe('t1');
  });
});

test('what an earlier load wrote beside a refused line is passed over', async () => {
  const refused = { line: 7, errorType: 'NotFound', message: 'There is no such person' };
  expect(await read({ type: 'order', ...ORDER, refused })).toEqual({ line: 1, kind: 'order', input: ORDER });
});
