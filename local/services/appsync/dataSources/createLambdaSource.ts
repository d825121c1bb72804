import { z } from 'zod';
import { AwsError } from '../../../platform/AwsError.ts';
import { type Call, callAction } from '../../../platform/Call.ts';
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

const LambdaSourceRequest = z.strictObject({
  version: z.string().optional(),
  operation: z.enum(['Invoke', 'BatchInvoke']),
  invocationType: z.enum(['RequestResponse', 'Event']).nullish(),
  payload: z.unknown(),
});

/** https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-lambda-js.html */
export function createLambdaSource(lambda: Lambda, callAs: CallAs): CallDataSource<'AWS_LAMBDA'> {
  return async (call) => {
    const { source, run } = call;
    const {
      operation,
      invocationType,
      payload = null,
    } = parseRequest(LambdaSourceRequest, requireRequest(call.request));
    const roleCall = await callAs(source.roleArn, call);
    const invoke = (event: unknown) =>
      run.deadline.race(invokeFunction(lambda, source.functionArn, event, roleCall)).catch(timeoutAnswer);

    if (invocationType === 'Event') {
      await callAction(
        lambda.actions,
        'Invoke',
        { FunctionName: source.functionArn, InvocationType: 'Event', Payload: JSON.stringify(payload) },
        roleCall,
      );
      return { result: null };
    }
    return operation === 'BatchInvoke' ? invokeBatched(call, payload, invoke) : invoke(payload);
  };
}

/** The resolver still sees that its function outlasted the request. */
function timeoutAnswer(error: unknown): DataSourceAnswer {
  if (!(error instanceof ResolverError)) throw error;
  return { result: null, error: { message: error.message, type: 'Lambda:ExecutionTimeoutException' } };
}

/** Invokes a function. Its failures and Lambda's refusals become errors of type `Lambda:…`. */
async function invokeFunction(
  lambda: Lambda,
  functionArn: string,
  event: unknown,
  call: Call,
): Promise<DataSourceAnswer> {
  try {
    const { payload, functionError } = await lambda.invoke(functionArn, event, call);
    const answer: unknown = payload === '' ? null : JSON.parse(payload);
    if (!functionError) return { result: answer };
    return { result: null, error: { message: errorMessageOf(answer), type: 'Lambda:Unhandled' } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { result: null, error: { message: error.message, type: `Lambda:${error.code}` } };
  }
}

const errorMessageOf = (answer: unknown) =>
  textOr(isObjectOrList(answer) ? answer.errorMessage : undefined, '');

/**
 * Lambda and its functions report errors as text; anything else that a function sends passes through unread.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
const textOr = (value: unknown, fallback: string) => (value ?? fallback) as string;

const isObjectOrList = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

interface PendingCall {
  readonly payload: unknown;
  answer(answer: DataSourceAnswer): void;
  fail(error: unknown): void;
}

type Invoke = (event: unknown) => Promise<DataSourceAnswer>;

/** AppSync's own limit: https://docs.aws.amazon.com/general/latest/gr/appsync.html#limits_appsync */
const MAX_BATCH_SIZE = 2000;

/** Invokes the function once for all siblings that call it in the same turn, with a list of their payloads. */
function invokeBatched(
  { run, batchKey, maxBatchSize }: DataSourceCall<'AWS_LAMBDA'>,
  payload: unknown,
  invoke: Invoke,
) {
  // Only this function writes batches under its key.
  const waiting = (run.batches.get(batchKey) ?? []) as PendingCall[];
  return new Promise<DataSourceAnswer>((answer, fail) => {
    waiting.push({ payload, answer, fail });
    if (waiting.length > 1) return;
    run.batches.set(batchKey, waiting);
    // Runs after every sibling of the current turn has called.
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
    for (const [at, answer] of answers.entries()) batch[at]?.answer(answer);
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

/** An item of the answer is a result, or an envelope of a result that can carry its own error. */
function itemAnswer(item: unknown): DataSourceAnswer {
  if (!isObjectOrList(item)) return { result: item };
  if (!('errorMessage' in item || 'errorType' in item || 'data' in item)) return { result: item };
  const { data = null, errorMessage, errorType } = item;
  const failed = typeof errorMessage === 'string' || typeof errorType === 'string';
  if (!failed) return { result: data };
  return {
    result: data,
    error: { message: textOr(errorMessage, ''), type: textOr(errorType, 'Lambda:Unhandled') },
  };
}
