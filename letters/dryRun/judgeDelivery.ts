import { letterAttributes } from '../../model/deadLetters/attributes.ts';
import { isObject, type JsonObject, parseObject, textOf } from './JsonObject.ts';
import type { Delivered, SentMessage } from './protocol.ts';
import type { Outcome } from './Prediction.ts';

/** What a delivery is judged by. */
export interface Judged {
  readonly messageId: string;
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string | undefined;
  /** Whether the function's mapping reads which messages of a batch failed. */
  readonly reportsFailures: boolean;
}

export type Verdict =
  | { readonly kind: 'ended'; readonly outcome: Outcome }
  /** Did its part, and left the rest to a new message of its own queue. */
  | { readonly kind: 'continued'; readonly word: string; readonly rest: SentMessage }
  /** Would be delivered again. */
  | { readonly kind: 'failed'; readonly error: string; readonly killed: Killed | undefined };

/** What ends a function without a word of its own. */
export type Killed = 'TimedOut' | 'OutOfMemory' | 'Crashed';

/** What one delivery of one message comes to. */
export const judgeDelivery = (delivered: Delivered, judged: Judged): Verdict => {
  const { outcome, payload, calls, lines } = delivered;
  const needs = [
    ...calls.unanswered,
    ...(isRestricted(delivered) ? ['to write files or start processes'] : []),
  ];
  if (needs.length > 0) return { kind: 'ended', outcome: { kind: 'unknown', why: needs.join('; ') } };
  const said = lines.map(parseObject).filter((line) => line?.['messageId'] === judged.messageId);
  if (outcome !== 'succeeded') return failureOf(payload);
  if (judged.reportsFailures && namesFailure(payload, judged.messageId))
    return { kind: 'failed', error: errorIn(said), killed: undefined };
  const dead = calls.sent.find((message) => isDeath(message, judged));
  if (dead) return { kind: 'ended', outcome: deathOf(dead.attributes) };
  const word = textOf(
    said.find((line) => line?.['message'] === 'done'),
    'outcome',
  );
  const rest = calls.sent.find(({ queueUrl }) => isSameQueue(queueUrl, judged.queueUrl));
  if (rest) return { kind: 'continued', word: word ?? '', rest };
  return { kind: 'ended', outcome: { kind: 'done', word: word ?? '' } };
};

/** Node's words for what a handler may not do in a dry run: https://nodejs.org/api/permissions.html */
const isRestricted = ({ payload, lines }: Delivered) =>
  [payload, ...lines].some((text) => text.includes('Access to this API has been restricted'));

const isDeath = ({ queueUrl, attributes }: SentMessage, { deadLetterQueueUrl }: Judged) =>
  attributes[letterAttributes.death] !== undefined ||
  (deadLetterQueueUrl !== undefined && isSameQueue(queueUrl, deadLetterQueueUrl));

/** URLs of one queue may name different endpoints: the account and the name are its own. */
const isSameQueue = (one: string, other: string) =>
  one.split('/').slice(-2).join('/') === other.split('/').slice(-2).join('/');

const deathOf = (attributes: SentMessage['attributes']): Outcome => {
  const reason = attributes[letterAttributes.reason] ?? 'no reason';
  return {
    kind: 'dead',
    deathClass: attributes[letterAttributes.deathClass] === 'EXHAUSTED' ? 'EXHAUSTED' : 'PERMANENT',
    errorCode: attributes[letterAttributes.errorCode] ?? 'Unknown',
    reason,
  };
};

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting */
const namesFailure = (payload: string, messageId: string): boolean => {
  const failures = parseObject(payload)?.['batchItemFailures'];
  return (
    Array.isArray(failures) && failures.some((each) => isObject(each) && each['itemIdentifier'] === messageId)
  );
};

const errorIn = (said: readonly (JsonObject | undefined)[]): string => {
  const line = said.find((each) => textOf(each, 'reason') !== undefined);
  return textOf(line, 'reason') ?? 'the worker named it in batchItemFailures';
};

const failureOf = (payload: string): Verdict => {
  const { errorType, errorMessage } = parseObject(payload) ?? {};
  const error =
    typeof errorMessage === 'string' ? errorMessage.replace(/^RequestId: \S+ (?:Error: )?/, '') : 'failed';
  return { kind: 'failed', error, killed: killedBy(String(errorType)) };
};

/** Lambda's own names: https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html */
const killedBy = (errorType: string): Killed | undefined => {
  if (errorType === 'Sandbox.Timedout') return 'TimedOut';
  if (errorType === 'Runtime.OutOfMemory') return 'OutOfMemory';
  return errorType.startsWith('Runtime.') ? 'Crashed' : undefined;
};
