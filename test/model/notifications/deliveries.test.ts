import { describe, expect, test } from 'vitest';
import {
  deliveryStates,
  emailCaps,
  nextStepOf,
  textCaps,
  type DeliveryState,
} from '../../../model/notifications/deliveries.ts';

const now = '2027-01-20T10:00:00.000Z';
const stored = (state: DeliveryState, waitsUntil: string) => ({ state, waitsUntil });
const claimed = stored('SENDING', '2027-01-20T10:00:00.001Z');
const left = stored('SENDING', now);

describe('a message of which nothing is known is sent, and then', () => {
  test.each([
    ['EMAIL', undefined, 'send'],
    ['TEXT', undefined, 'send'],
    ['EMAIL', stored('POSTPONED', '2027-01-20T12:00:00.000Z'), 'send'],
    ['TEXT', stored('UNSENT', now), 'send'],
    ['EMAIL', stored('UNSENT', now), 'send'],
    ['EMAIL', stored('SENT', now), 'leave'],
    ['TEXT', stored('SENT', now), 'leave'],
    ['EMAIL', claimed, 'wait'],
    ['EMAIL', left, 'sendAgain'],
    ['TEXT', claimed, 'leave'],
    ['TEXT', left, 'leave'],
  ] as const)('over %s, %j: %s', (channel, row, step) => {
    expect(nextStepOf(row, channel, now)).toBe(step);
  });

  test('a text that may have been sent is never sent again, however long ago that was', () => {
    const steps = deliveryStates
      .filter((state) => state === 'SENDING' || state === 'SENT')
      .map((state) => nextStepOf(stored(state, '2020-01-01T00:00:00.000Z'), 'TEXT', now));
    expect(steps).toEqual(['leave', 'leave']);
  });
});

test('a text is counted for its person, its number and all of the stage; a code for its person apart', () => {
  expect(textCaps('ada', 'TEXT', 'hash', 500)).toEqual([
    { whose: 'ada', channel: 'TEXT', most: 5 },
    { whose: 'NUMBER#hash', channel: 'TEXT', most: 5 },
    { whose: 'STAGE#ALL', channel: 'TEXT', most: 500 },
  ]);
  expect(textCaps('ada', 'CODE', 'hash', 500)[0]).toEqual({ whose: 'ada', channel: 'CODE', most: 3 });
  expect(emailCaps('ada')).toEqual([{ whose: 'ada', channel: 'EMAIL', most: 20 }]);
});
