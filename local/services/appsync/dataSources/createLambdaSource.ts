import { z } from 'zod';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Call } from '../../../platform/Call.ts';
import type { Lambda } from '../../lambda/Lambda.ts';
import { ResolverError } from '../runtime/ResolverError.ts';
import {
  type CallAs,
  type CallDataSource,
  type DataSourceAnswer,
  type DataSourceCall,
  parseRequest,
  requireRequest,
} from './DataSourceCall.ts';

const Request = z.strictObject({
  version: z.string().optional(),
  operation: z.enum(['Invoke', 'BatchInvoke']),
  invocationType: z.enum(['RequestResponse', 'Event']).nullish(),
  payload: z.unknown(),
});

/** https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-lambda-js.html */
export function createLambdaSource(lambda: Lambda, callAs: CallAs): CallDataSource<'AWS_LAMBDA'> {
  return async (call) => {
    const { source, run } = call;
    const { operation, invocationType, payload = null } = parseRequest(Request, requireRequest(call.request));
    const as = callAs(source.roleArn, run);
    const invoke = (event: unknown) =>
      run.deadline.keep(invokeFunction(lambda, source.functionArn, event, as)).catch(timeoutAnswer);

    if (invocationType === 'Event') {
      await lambda.actions.Invoke!(
        { FunctionName: source.functionArn, InvocationType: 'Event', Payload: JSON.stringify(payload) },
        as,
      );
      return { result: null };
    }
    return operation === 'BatchInvoke' ? invokeBatched(call, payload, invoke) : invoke(payload);
  };
}

/** A function that outlasts the request is an error its resolver can still see. */
function timeoutAnswer(error: unknown): DataSourceAnswer {
  if (!(error instanceof ResolverError)) throw error;
  return { result: null, error: { message: error.message, type: 'Lambda:ExecutionTimeoutException' } };
}

/** One invocation: its answer, or `Lambda:…` for what went wrong inside the function or before it. */
async function invokeFunction(
  lambda: Lambda,
  functionArn: string,
  event: unknown,
  call: Call,
): Promise<DataSourceAnswer> {
  try {
    const { payload, functionError } = await lambda.invoke(functionArn, event, call);
    const answer = payload === '' ? null : JSON.parse(payload);
    if (!functionError) return { result: answer };
    return { result: null, error: { message: answer?.errorMessage ?? '', type: 'Lambda:Unhandled' } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { result: null, error: { message: error.message, type: `Lambda:${error.code}` } };
  }
}

interface PendingCall {
  readonly payload: unknown;
  answer(answer: DataSourceAnswer): void;
  fail(error: unknown): void;
}

type Invoke = (event: unknown) => Promise<DataSourceAnswer>;

/** AppSync's own limit: https://docs.aws.amazon.com/general/latest/gr/appsync.html#limits_appsync */
const MAX_BATCH_SIZE = 2000;

/** Siblings that ask the same function in the same round go in one event, a list of their payloads. */
function invokeBatched(
  { run, batchKey, maxBatchSize }: DataSourceCall<'AWS_LAMBDA'>,
  payload: unknown,
  invoke: Invoke,
) {
  const waiting = (run.batches.get(batchKey) ?? []) as PendingCall[];
  return new Promise<DataSourceAnswer>((answer, fail) => {
    waiting.push({ payload, answer, fail });
    if (waiting.length > 1) return;
    run.batches.set(batchKey, waiting);
    // Runs once every sibling whose turn it already is has asked.
    process.nextTick(() => {
      run.batches.delete(batchKey);
      const size = Math.min(maxBatchSize || MAX_BATCH_SIZE, MAX_BATCH_SIZE);
      for (let at = 0; at < waiting.length; at += size)
        void invokeBatch(waiting.slice(at, at + size), invoke);
    });
  });
}

async function invokeBatch(batch: readonly PendingCall[], invoke: Invoke): Promise<void> {
  try {
    const answers = splitBatchAnswer(await invoke(batch.map(({ payload }) => payload)), batch.length);
    for (const [at, { answer }] of batch.entries()) answer(answers[at]!);
  } catch (error) {
    for (const { fail } of batch) fail(error);
  }
}

function splitBatchAnswer({ result, error }: DataSourceAnswer, size: number): readonly DataSourceAnswer[] {
  if (error) return Array.from({ length: size }, () => ({ result: null, error }));
  if (Array.isArray(result) && result.length === size) return result.map(itemAnswer);
  const got = Array.isArray(result) ? `a list of ${result.length}` : 'no list';
  const wrong = {
    message: `The response must be a list of ${size} results, but it is ${got}.`,
    type: 'Lambda:IllegalArgument',
  };
  return Array.from({ length: size }, () => ({ result: null, error: wrong }));
}

/** An item of the answer is a result, or an envelope that can carry an error of its own. */
function itemAnswer(item: any): DataSourceAnswer {
  const enveloped =
    typeof item === 'object' &&
    item !== null &&
    ('errorMessage' in item || 'errorType' in item || 'data' in item);
  if (!enveloped) return { result: item };
  const { data = null, errorMessage, errorType } = item;
  const failed = typeof errorMessage === 'string' || typeof errorType === 'string';
  if (!failed) return { result: data };
  return { result: data, error: { message: errorMessage ?? '', type: errorType ?? 'Lambda:Unhandled' } };
}
