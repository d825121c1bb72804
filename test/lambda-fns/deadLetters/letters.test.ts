import { expect, onTestFinished, test, vi } from 'vitest';
import type { DeathClass } from '../../../model/deadLetters/attributes.ts';
import { startBackend } from '../startBackend.ts';

const letter = (deathClass: DeathClass, body: unknown) => ({
  id: 'letter-1',
  queue: 'dead',
  body: JSON.stringify(body),
  bodyBytes: 2,
  cause: {
    deathClass,
    errorCode: 'NO_PERMISSIONS',
    reason: 'refused',
    failingStep: undefined,
    entityType: undefined,
    entityId: undefined,
    traceId: undefined,
    codeVersion: undefined,
    sentOn: '2030-01-01T00:00:00.000Z',
    firstReceivedOn: undefined,
    diedOn: undefined,
    receiveCount: undefined,
    messageId: 'letter-1',
    attempts: [],
    redrive: undefined,
  },
});

const record = async (deathClass: DeathClass, body: unknown) => {
  const backend = await startBackend();
  onTestFinished(() => backend.close());
  vi.resetModules();
  const { recordLetter } = await import('../../../lambda-fns/deadLetters/shared/letters.ts');
  expect(await recordLetter(letter(deathClass, body))).toBe('recorded');
  return (await backend.rows()).map(({ eventName }) => eventName).filter(Boolean);
};

test.each([
  ['of a worker', 'PERMANENT', {}],
  ['of an event that a rule could not deliver', 'UNDELIVERED', { 'detail-type': 'ORDER_CREATED_EVENT' }],
] as const)('a letter %s is told of', async (_of, deathClass, body) => {
  expect(await record(deathClass, body)).toEqual(['DEAD_LETTER_FOUND_EVENT']);
});

test.each([
  ['of a stream record that could not be announced', 'UNREAD', {}],
  ['of an event about letters', 'UNDELIVERED', { 'detail-type': 'DEAD_LETTER_FOUND_EVENT' }],
  ['of an event that its owner is told', 'UNDELIVERED', { 'detail-type': 'ORDER_DELAYED_EVENT' }],
  ['of how far a run has come', 'UNDELIVERED', { 'detail-type': 'LETTER_RUN_EVENT' }],
] as const)(
  'a letter %s is recorded and not told of: each would bring the next',
  async (_of, deathClass, body) => {
    expect(await record(deathClass, body)).toEqual([]);
  },
);
