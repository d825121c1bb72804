import { expect, test } from 'vitest';
import type { Death, Redrive } from '../../../model/deadLetters/attributes.ts';
import { causeOf } from '../../../letters/core/causes.ts';

const DIED = Date.parse('2030-01-01T00:00:00.000Z');

const death: Death = {
  messageId: 'died',
  receiveCount: 9,
  sentOn: '2029-12-31T23:00:00.000Z',
  firstReceivedOn: '2029-12-31T23:00:01.000Z',
  diedOn: new Date(DIED).toISOString(),
  codeVersion: 'c0de',
};

interface Given {
  readonly sentMs: number;
  readonly death?: Partial<Death>;
  readonly redrive?: Partial<Redrive>;
  readonly source?: string;
}

/** What is concluded of a letter that says why it died. */
const conclude = ({ sentMs, death: changes, redrive, source = 'arn:aws:sqs:eu-west-1:1:work' }: Given) => {
  const queue = { name: 'dead', url: '', arn: '', sources: [], tags: {} };
  const attribute = (stringValue: string) => ({ dataType: 'String', stringValue });
  const { deathClass, errorCode, messageId } = causeOf({
    id: 'letter',
    queue,
    body: '{"orderId":"order-1"}',
    attributes: {
      DeathClass: attribute('PERMANENT'),
      ErrorCode: attribute('NotFound'),
      Reason: attribute('There is no such order'),
      Death: attribute(JSON.stringify({ ...death, ...changes })),
      ...(redrive && {
        Redrive: attribute(
          JSON.stringify({ runId: 'run-1', by: 'ann', on: death.diedOn, count: 1, ...redrive }),
        ),
      }),
    },
    systemAttributes: { SentTimestamp: String(sentMs), ...(source && { DeadLetterQueueSourceArn: source }) },
    receiptHandle: '',
  });
  return `${deathClass} ${errorCode} ${messageId}`;
};

test.each<[string, Given, string]>([
  ['a letter of its worker', { sentMs: DIED + 3 }, 'PERMANENT NotFound died'],
  [
    'one that was brought back before, and died by its worker’s word',
    { sentMs: DIED + 3, death: { redrives: 1 }, redrive: { count: 1 } },
    'PERMANENT NotFound died',
  ],
  [
    'one that was brought back and killed',
    { sentMs: DIED + 3, redrive: { count: 1 } },
    'KILLED Unknown letter',
  ],
  ['one that SQS’s own move brought back, and killed', { sentMs: DIED + 60_000 }, 'KILLED Unknown letter'],
  [
    'one that was left to SQS because it repeats itself',
    { sentMs: DIED + 60_000, death: { repeats: 5 } },
    'PERMANENT NotFound died',
  ],
  ['one out of an archive', { sentMs: DIED + 60_000, source: '' }, 'PERMANENT NotFound died'],
])('%s says what it died of last', (_what, given, cause) => {
  expect(conclude(given)).toBe(cause);
});
