import type { SQSBatchItemFailure, SQSHandler, SQSRecord } from 'aws-lambda';
import type { DeathClass } from '../../model/deadLetters/attributes.ts';
import { MAX_ID_LENGTH } from '../../model/ids.ts';
import { parseMessage, type MessageFormat } from '../../model/messageFormats.ts';
import { isDying, sendDeadLetter, sendUnfinished } from './deadLetters.ts';
import { environment } from './environment.ts';
import { PermanentError, RetryableError } from './errors.ts';
import { inParallel } from './inParallel.ts';
import { errorFields, logger, plainText } from './logger.ts';
import { countBatch, type Ending, logCounted, type MetricSet, outcomeSet, retriedSet } from './metrics.ts';
import { backOff, returnAtOnce } from './queues.ts';
import { inTrace, type Trace, traced, traceField, traceOf } from './tracer.ts';

export interface Consumer<Message> {
  /** Names the step in logs, traces and dead letters. */
  readonly step: string;
  readonly schema: MessageFormat<Message>['schema'];
  /** How messages of older versions are brought to it, oldest first. @default none: they are refused */
  readonly upgrades?: MessageFormat<Message>['upgrades'];
  /** What its messages are about, such as `order`. */
  readonly entityType: string;
  /**
   * Where a body, valid or not, says what it is about, such as `detail.eventData.orderId.S`. The first path
   * that leads to a text counts.
   */
  readonly entityIdPaths: readonly string[];
  /**
   * Does the work, any number of times with the effect of one, and returns a word for what became of it. Of work that
   * is too much for one delivery it does a part and says so.
   */
  readonly handle: (message: Message) => Promise<string | Unfinished>;
  /**
   * Whether each message is about an entity of its own, so that a batch can be worked on all at once. Others
   * are worked on one after the other: messages of one batch are often about one entity, and their
   * transactions would be in each other's way.
   * @default false
   */
  readonly independent?: boolean;
  /**
   * Where a body of an independent message names a row that the transactions of several share, such as
   * `apartmentId`: those that name the same are worked on one after the other.
   * @default - they share none
   */
  readonly sharedRowPath?: string;
  /**
   * Outcomes of which each is counted in a metric, too. CloudWatch bills every metric by the month, so this
   * is for outcomes that nobody would notice otherwise.
   * @default none
   */
  readonly counted?: readonly string[];
}

/** What has come nearer to its end. The rest is left to a new message: a delivery that did its part has not failed. */
export interface Unfinished {
  readonly outcome: string;
  readonly isUnfinished: true;
}

/**
 * The handler of a queue's messages, given what to do with one. A message whose work throws `PermanentError`
 * becomes a dead letter at once, with the reason. Whatever else is thrown is delivered again, later each
 * time, until the worker gives up: then it becomes a dead letter with its last reason. Neither holds up the
 * rest of the batch. Letters on their way to the dead letters are delivered here, too, and left to SQS.
 */
export const eachRecord =
  <Message>(consumer: Consumer<Message>): SQSHandler =>
  async ({ Records }) => {
    const receivedOn = Date.now();
    const dying = Records.filter((record) => isDying(record, receivedOn));
    const [failures] = await Promise.all([
      consumeAll(consumer, dying.length > 0 ? Records.filter((record) => !dying.includes(record)) : Records),
      dying.length > 0 && leaveToSqs(dying),
    ]);
    return { batchItemFailures: [...failures, ...dying.map(failureOf)] };
  };

/**
 * Lets SQS move letters by receiving them again until they were often enough. One that it does not move then, because its
 * dead letter queue is gone, waits like any message that fails.
 */
const leaveToSqs = async (dying: readonly SQSRecord[]) => {
  const { moving = [], stuck = [] } = Object.groupBy(dying, ({ attributes }) =>
    Number(attributes.ApproximateReceiveCount) > environment.GIVE_UP_AFTER_DELIVERIES + 1
      ? 'stuck'
      : 'moving',
  );
  await Promise.all([returnAtOnce(moving), ...stuck.map(backOff)]);
};

const failureOf = ({ messageId }: SQSRecord): SQSBatchItemFailure => ({ itemIdentifier: messageId });

const consumeAll = async <Message>(consumer: Consumer<Message>, records: readonly SQSRecord[]) => {
  const parsed = records.map(parsedOf);
  parsed.forEach((each) => noteRedelivery(consumer, each));
  const groups = groupsOf(consumer, parsed);
  const count = countBatch(parsed.length);
  const failures = await inParallel(groups, groups.length, (group) =>
    inParallel(group, 1, ({ record, json, trace }) =>
      inTrace(trace, () => consume(consumer, record, json, count)),
    ),
  );
  return failures.flat(2);
};

interface Parsed {
  readonly record: SQSRecord;
  /** Of its body; undefined where that is none. */
  readonly json: unknown;
  /** The trace that it belongs to. */
  readonly trace: Trace | undefined;
}

const parsedOf = (record: SQSRecord): Parsed => {
  const json = jsonOf(record.body);
  return { record, json, trace: traceOf(record, valueAt(json, 'detail.traceId')) };
};

/**
 * Writes that an earlier delivery ended without success, before any message of the batch is worked on: the one that is may
 * end the function, and with it the deliveries of all.
 */
const noteRedelivery = (consumer: Subject, { record, json, trace }: Parsed) => {
  if (record.attributes.ApproximateReceiveCount === '1') return;
  inTrace(trace, () =>
    logCounted('warn', 'delivered again', logFields(consumer, record, json), [retriedSet(1)]),
  );
};

/** A batch in groups that are worked on at once, each message of one after the other. */
const groupsOf = (
  { independent, sharedRowPath }: Pick<Consumer<unknown>, 'independent' | 'sharedRowPath'>,
  records: Parsed[],
): Parsed[][] => {
  if (!independent) return [records];
  if (!sharedRowPath) return records.map((record) => [record]);
  const byRow = Map.groupBy(records, ({ json }) => valueAt(json, sharedRowPath));
  return [...byRow.values()];
};

const consume = async <Message>(
  consumer: Consumer<Message>,
  record: SQSRecord,
  json: unknown,
  countEnding: ReturnType<typeof countBatch>,
): Promise<SQSBatchItemFailure[]> => {
  const { step, handle, counted } = consumer;
  const line = logFields(consumer, record, json);
  const count: Count = (ending) => countEnding(ending, Date.now() - Number(record.attributes.SentTimestamp));
  try {
    const result = await traced(`## ${step}`, () => handle(messageOf(consumer, json, line)));
    const { outcome } = typeof result === 'string' ? { outcome: result } : result;
    if (typeof result !== 'string') await sendUnfinished(record);
    const sets = [...(counted?.includes(outcome) ? [outcomeSet] : []), ...count('done')];
    logCounted('info', 'done', { ...line, outcome }, sets);
    return [];
  } catch (error) {
    const delivery = { record, line, count };
    if (error instanceof PermanentError) return die(delivery, error, 'PERMANENT');
    return line.receiveCount < environment.GIVE_UP_AFTER_DELIVERIES
      ? retryLater(delivery, error)
      : die(delivery, exhaustedError(line, error), 'EXHAUSTED');
  }
};

type LogFields = ReturnType<typeof logFields>;

/** Notes how a delivery ended; call it once. */
type Count = (ending: Ending) => readonly MetricSet[];

interface Delivery {
  readonly record: SQSRecord;
  readonly line: LogFields;
  readonly count: Count;
}

const die = async (delivery: Delivery, error: PermanentError, deathClass: DeathClass) => {
  const { record, line, count } = delivery;
  try {
    await sendDeadLetter(record, { ...line, error, deathClass, now: Date.now() });
  } catch (failure) {
    // Not acknowledged, so not lost.
    return retryLater(delivery, failure);
  }
  const fields = { ...line, deathClass, errorCode: error.errorType, ...errorFields(error) };
  logCounted('error', 'dead letter', fields, count('buried'));
  return [];
};

const retryLater = async ({ record, line, count }: Delivery, error: unknown) => {
  logCounted('warn', 'to be tried again', { ...line, ...errorFields(error) }, count('returned'));
  await backOff(record);
  return [failureOf(record)];
};

const exhaustedError = ({ receiveCount }: LogFields, error: unknown) =>
  new PermanentError(
    error instanceof RetryableError ? error.errorType : 'InternalFailure',
    `Given up after ${receiveCount} deliveries: ${error instanceof Error ? error.message : String(error)}`,
  );

/** What names a consumer and its messages' subjects in logs. */
type Subject = Pick<Consumer<unknown>, 'step' | 'entityType' | 'entityIdPaths'>;

const logFields = (
  { step, entityType, entityIdPaths }: Subject,
  { messageId, attributes }: SQSRecord,
  json: unknown,
) => {
  const entityId = entityIdPaths.map((path) => valueAt(json, path)).find((id) => typeof id === 'string');
  return {
    step,
    entityType,
    entityId: entityId === undefined ? 'unknown' : plainText(entityId, MAX_ID_LENGTH),
    messageId,
    receiveCount: Number(attributes.ApproximateReceiveCount),
    ...traceField(),
  };
};

const valueAt = (json: unknown, path: string) => path.split('.').reduce(memberOf, json);

/** Looks up one member: to list them all would take a hundred times the size of a body that is one long text. */
const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;

/** The JSON of a body; undefined where it is none. */
const jsonOf = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** The issues that a reason lists at most. A dead letter has its body, to find the others. */
const MAX_ISSUES = 5;

/** The most bytes of one of them: it may name every key of a body. */
const MAX_ISSUE = 200;

/** A body's message. One that does not fit never will: `PermanentError`, `InvalidArgument`. */
const messageOf = <Message>(format: MessageFormat<Message>, json: unknown, line: LogFields): Message => {
  if (json === undefined) throw new PermanentError('InvalidArgument', 'The body is not JSON');
  const parsed = parseMessage(format, json);
  if (!parsed.isValid) {
    const issues = parsed.issues.slice(0, MAX_ISSUES).map((issue) => plainText(issue, MAX_ISSUE));
    throw new PermanentError('InvalidArgument', issues.join('; '));
  }
  const { message, upgradedBy } = parsed;
  if (upgradedBy.length > 0) logger.info('upgraded', { ...line, upgradedBy });
  return message;
};
