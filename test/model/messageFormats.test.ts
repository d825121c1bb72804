import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseMessage, type MessageFormat } from '../../model/messageFormats.ts';
import { markEventApplied } from '../../model/upgrades.ts';

const schema = z.strictObject({ id: z.string(), cents: z.number().int() });

const format: MessageFormat<z.infer<typeof schema>> = {
  schema,
  upgrades: [
    {
      name: 'renameKey',
      upgrade: (json: any) => (json?.key ? { id: json.key, ...(json.price && { price: json.price }) } : json),
    },
    {
      name: 'countCents',
      upgrade: (json: any) => (json?.price ? { id: json.id, cents: Math.round(json.price * 100) } : json),
    },
  ],
};

test('a message of the latest version is parsed as it is', () => {
  const message = { id: 'a', cents: 1 };
  expect(parseMessage(format, message)).toEqual({ isValid: true, message, json: message, upgradedBy: [] });
});

test('one of an older version takes the upgrades from there on', () => {
  expect(parseMessage(format, { key: 'a', price: 1.25 })).toMatchObject({
    message: { id: 'a', cents: 125 },
    upgradedBy: ['renameKey', 'countCents'],
  });
  expect(parseMessage(format, { id: 'a', price: 2 })).toMatchObject({
    message: { id: 'a', cents: 200 },
    upgradedBy: ['countCents'],
  });
});

test('one that no upgrade knows is refused with each field that is missing or wrong', () => {
  expect(parseMessage(format, { key: 'a' })).toEqual({
    isValid: false,
    issues: ['cents: missing, expected number'],
  });
  expect(parseMessage(format, 7)).toEqual({
    isValid: false,
    issues: ['body: Invalid input: expected object, received number'],
  });
});

test.each<[string, unknown, unknown]>([
  ['without a word', { detail: { eventName: 'E' } }, { detail: { eventName: 'E', applied: true } }],
  ['that is not applied', { detail: { applied: false } }, { detail: { applied: false } }],
  ['that says so oddly', { detail: { applied: '' } }, { detail: { applied: '' } }],
  ['without a detail', { detail: null }, { detail: null }],
  ['that is a list', [{ detail: {} }], [{ detail: {} }]],
  ['that is none', undefined, undefined],
])('an event counts as applied only as older versions were: %s', (_what, event, upgraded) => {
  expect(markEventApplied.upgrade(event)).toEqual(upgraded);
});
