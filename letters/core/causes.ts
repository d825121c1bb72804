import { z } from 'zod';
import {
  Death,
  deathClasses,
  isLetterOf,
  letterAttributes,
  Redrive,
} from '../../model/deadLetters/attributes.ts';
import { isoOf } from './Clock.ts';
import { entityOf } from './entities.ts';
import { jsonOf } from './jsonOf.ts';
import type { Cause, Letter } from './Letter.ts';

/** A letter before its cause is known. */
export type UnreadLetter = Omit<Letter, 'cause'>;

/**
 * Why a message died, as far as the letter itself tells: by its worker's attributes, by those of EventBridge, or by a
 * pipe's record. Whatever has none of them was moved by SQS; log lines say more of it.
 */
export function causeOf(letter: UnreadLetter): Cause {
  const { attributes } = letter;
  if (attributes[letterAttributes.errorCode] && attributes[letterAttributes.reason])
    return isOfEarlierDeath(letter) ? byQueue(letter) : byWorker(letter);
  if (attributes['RULE_ARN'] && attributes['ERROR_CODE']) return byRule(letter);
  const record = PipeRecord.safeParse(jsonOf(letter.body));
  return record.success ? byPipe(letter, record.data) : byQueue(letter);
}

/**
 * Whether it was brought back and died again without a word of its worker: its attributes are those of the death before.
 * One that SQS did not move here was put here as it is, by a worker of an earlier version or out of an archive.
 */
function isOfEarlierDeath(letter: UnreadLetter): boolean {
  const { SentTimestamp, DeadLetterQueueSourceArn } = letter.systemAttributes;
  const death = parsed(letter, letterAttributes.death, Death);
  if (!death || !SentTimestamp || !DeadLetterQueueSourceArn) return false;
  const sentMs = Number(SentTimestamp);
  return !isLetterOf({ death, redrive: parsed(letter, letterAttributes.redrive, Redrive), sentMs }, sentMs);
}

const DeathClassName = z.enum(deathClasses);

const textOf = ({ attributes }: UnreadLetter, name: string) => attributes[name]?.stringValue;

/** JSON in an attribute; undefined where it is none, or not of this shape. */
const parsed = <Schema extends z.ZodType>(letter: UnreadLetter, name: string, schema: Schema) => {
  const text = textOf(letter, name);
  return text === undefined ? undefined : schema.safeParse(jsonOf(text)).data;
};

/** What SQS tells of any message. */
function bySqs(letter: UnreadLetter) {
  const { systemAttributes, id } = letter;
  const time = (name: string) => {
    const ms = systemAttributes[name];
    return ms === undefined ? undefined : isoOf(Number(ms));
  };
  const count = systemAttributes['ApproximateReceiveCount'];
  const entity = entityOf(letter.body);
  return {
    messageId: id,
    sentOn: time('SentTimestamp') ?? isoOf(0),
    firstReceivedOn: time('ApproximateFirstReceiveTimestamp'),
    diedOn: undefined,
    receiveCount: count === undefined ? undefined : Number(count),
    failingStep: undefined,
    entityType: entity?.type,
    entityId: entity?.id,
    traceId: traceIdOf(systemAttributes['AWSTraceHeader']),
    codeVersion: undefined,
    attempts: [],
    redrive: parsed(letter, letterAttributes.redrive, Redrive),
  };
}

function byWorker(letter: UnreadLetter): Cause {
  const known = bySqs(letter);
  const text = (name: string) => textOf(letter, name);
  const death = parsed(letter, letterAttributes.death, Death);
  return {
    ...known,
    messageId: death?.messageId ?? known.messageId,
    sentOn: death?.sentOn ?? known.sentOn,
    firstReceivedOn: death?.firstReceivedOn ?? known.firstReceivedOn,
    receiveCount: death?.receiveCount ?? known.receiveCount,
    codeVersion: death?.codeVersion,
    // A letter whose worker is older says no class: it gave up on what it had received often.
    deathClass: DeathClassName.safeParse(text(letterAttributes.deathClass)).data ?? 'PERMANENT',
    errorCode: text(letterAttributes.errorCode) ?? 'Unknown',
    reason: text(letterAttributes.reason) ?? '',
    failingStep: text(letterAttributes.failingStep),
    entityType: text(letterAttributes.entityType) ?? known.entityType,
    entityId: text(letterAttributes.entityId) ?? known.entityId,
    traceId: text(letterAttributes.traceId) ?? known.traceId,
    // A worker puts its letter aside at once.
    diedOn: death?.diedOn ?? known.sentOn,
  };
}

/** What a rule could not deliver: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html#eb-dlq-message-attributes */
function byRule(letter: UnreadLetter): Cause {
  const known = bySqs(letter);
  const text = (name: string) => textOf(letter, name);
  const target = text('TARGET_ARN');
  return {
    ...known,
    deathClass: 'UNDELIVERED',
    errorCode: text('ERROR_CODE') ?? 'Unknown',
    reason: `${text('ERROR_MESSAGE') ?? 'EventBridge could not deliver the event'}${target ? `, to ${lastPart(target)}` : ''}`,
    failingStep: lastPart(text('RULE_ARN') ?? ''),
    receiveCount: numberOf(text('RETRY_ATTEMPTS')),
    traceId: known.traceId ?? traceIdOfEvent(letter.body),
    diedOn: known.sentOn,
  };
}

/** The place of records that a pipe gave up on: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html */
const PipeRecord = z.looseObject({
  context: z
    .looseObject({ condition: z.string().optional(), partnerResourceArn: z.string().optional() })
    .optional(),
  DDBStreamBatchInfo: z.looseObject({
    startSequenceNumber: z.string(),
    batchSize: z.number().optional(),
    approximateArrivalOfFirstRecord: z.string().optional(),
  }),
});

function byPipe(
  letter: UnreadLetter,
  { context, DDBStreamBatchInfo: place }: z.infer<typeof PipeRecord>,
): Cause {
  const known = bySqs(letter);
  return {
    ...known,
    deathClass: 'UNREAD',
    errorCode: context?.condition ?? 'Unknown',
    reason: `A pipe gave up on ${place.batchSize ?? 1} stream record(s) from ${place.startSequenceNumber} on`,
    failingStep: context?.partnerResourceArn && lastPart(context.partnerResourceArn),
    firstReceivedOn: place.approximateArrivalOfFirstRecord ?? known.firstReceivedOn,
    receiveCount: undefined,
    diedOn: known.sentOn,
  };
}

function byQueue(letter: UnreadLetter): Cause {
  const moved = letter.systemAttributes['DeadLetterQueueSourceArn'] !== undefined;
  return {
    ...bySqs(letter),
    deathClass: 'KILLED',
    errorCode: 'Unknown',
    reason: moved
      ? 'SQS moved it after its last delivery: its worker said nothing'
      : 'It carries no reason, and SQS did not move it here: somebody sent it',
  };
}

/** Of an ARN: what follows the last colon or slash. */
const lastPart = (arn: string) => arn.split(/[:/]/).at(-1) ?? arn;

const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));

/** `Root=1-…` of X-Ray's header: https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
const traceIdOf = (header: string | undefined) =>
  header && /Root=(?<id>1-[\da-f]{8}-[\da-f]{24})/.exec(header)?.groups?.['id'];

const EventDetail = z.looseObject({ detail: z.looseObject({ traceId: z.string() }) });
/** An event names its trace by the id or by a header. */
const traceIdOfEvent = (body: string) => {
  const named = EventDetail.safeParse(jsonOf(body)).data?.detail.traceId;
  return traceIdOf(named) ?? named;
};
