import type { SQSBatchItemFailure, SQSHandler, SQSRecord } from 'aws-lambda';
import type { ZodType } from 'zod';
import { environment } from './environment.ts';
import { PermanentError, RetryableError } from './errors.ts';
import { inParallel } from './inParallel.ts';
import { errorFields, logger, metricFields } from './logger.ts';
import { now } from './now.ts';
import { postpone, sendToDeadLetters } from './queues.ts';
import { traced } from './tracer.ts';

export interface Work<Message> {
  /** Names the step in logs, traces and dead letters. */
  readonly step: string;
  readonly schema: ZodType<Message>;
  /** What a body, valid or not, is about; undefined where it does not say. */
  readonly entityIdOf: (body: any) => unknown;
  /** Does the work, any number of times with the effect of one, and says in a word what became of it. */
  readonly handle: (message: Message) => Promise<string>;
  /**
   * Whether each message is about a thing of its own, so that a batch can be worked on all at once. Others
   * are worked on one after the other: messages of one batch are often about one thing, and their
   * transactions would refuse each other.
   * @default false
   */
  readonly independent?: boolean;
  /**
   * Outcomes of which each is a metric, too. CloudWatch bills every one of them by the month, so it is for those
   * that nobody would hear of otherwise.
   * @default none
   */
  readonly counted?: readonly string[];
}

/**
 * A queue's consumer, given what to do with one message. The law of failures: what throws `PermanentError`
 * becomes a dead letter at once, with its reason; whatever else is thrown is delivered again, later each
 * time, until it was delivered often enough: then it becomes a dead letter with its last reason. The rest of the
 * batch is not held up by either.
 */
export const eachRecord =
  <Message>(work: Work<Message>): SQSHandler =>
  async ({ Records }) => {
    const atOnce = work.independent ? Records.length : 1;
    const failures = await inParallel(Records, atOnce, (record) => attempt(work, record));
    return { batchItemFailures: failures.flat() };
  };

const attempt = async <Message>(work: Work<Message>, record: SQSRecord): Promise<SQSBatchItemFailure[]> => {
  const line = lineOf(work, record);
  try {
    const outcome = await traced(`## ${work.step}`, () =>
      work.handle(parseMessage(work.schema, record.body)),
    );
    logger.info('done', { ...line, outcome, ...(work.counted?.includes(outcome) && metricFields(now())) });
    return [];
  } catch (error) {
    if (error instanceof PermanentError) return bury(work, record, error);
    return line.receiveCount < environment.GIVE_UP_AFTER_DELIVERIES
      ? giveBack(work, record, error)
      : bury(work, record, exhausted(line, error));
  }
};

const exhausted = ({ receiveCount }: { receiveCount: number }, error: unknown) =>
  new PermanentError(
    error instanceof RetryableError ? error.errorType : 'InternalFailure',
    `Given up after ${receiveCount} deliveries: ${error instanceof Error ? error.message : String(error)}`,
  );

const bury = async <Message>(work: Work<Message>, record: SQSRecord, error: PermanentError) => {
  const line = lineOf(work, record);
  try {
    await sendToDeadLetters(record, { error, step: work.step, entityId: line.entityId });
    logger.error('dead letter', { ...line, errorCode: error.errorType, ...errorFields(error) });
    return [];
  } catch (failure) {
    // Not acknowledged, so not lost.
    return giveBack(work, record, failure);
  }
};

const giveBack = async <Message>(work: Work<Message>, record: SQSRecord, error: unknown) => {
  logger.warn('to be tried again', { ...lineOf(work, record), ...errorFields(error) });
  return [await postpone(record)];
};

const lineOf = <Message>({ step, entityIdOf }: Work<Message>, { messageId, attributes, body }: SQSRecord) => {
  const entityId = entityIdOf(jsonOf(body));
  return {
    step,
    entityId: typeof entityId === 'string' ? entityId.slice(0, 64) : 'unknown',
    messageId,
    receiveCount: Number(attributes.ApproximateReceiveCount),
  };
};

/** The JSON of a body; undefined where it is none. */
const jsonOf = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** A message's body as its schema has it. What is not will never be: `PermanentError`, `InvalidArgument`. */
const parseMessage = <Message>(schema: ZodType<Message>, body: string): Message => {
  const json = jsonOf(body);
  if (json === undefined) throw new PermanentError('InvalidArgument', 'The body is not JSON');
  const { data, error } = schema.safeParse(json);
  if (!error) return data as Message;
  const issues = error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw new PermanentError('InvalidArgument', issues.join('; '));
};
