import { AwsError } from '../../platform/AwsError.ts';
import { callAction } from '../../platform/Call.ts';
import { invariant } from '../../platform/errors.ts';
import { traceHeader } from '../../platform/traceIds.ts';
import { parseBatchResponse } from '../polling/parseBatchResponse.ts';
import {
  allFailed,
  type PipeFailure,
  pipeFailureOf,
  type PipeFailures,
  type PipeItem,
  type PipeTarget,
} from './PipeTarget.ts';
import { pipeCall, type PipeContext } from './Pipes.ts';
import { createDynamicParameter, createTargetInput } from './createTargetInput.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const MOST_ENTRIES = 10;

/** Each item becomes one entry of PutEvents, with its own trace; `detail` is the item's input. */
export function busPipeTarget(context: PipeContext): PipeTarget {
  const { events } = context;
  const entryOf = createEntry(context);

  const put = async (items: readonly PipeItem[], failures: Map<PipeItem, PipeFailure>) => {
    const entries = items.flatMap((item) => {
      try {
        return [{ item, entry: entryOf(item) }];
      } catch (error) {
        failures.set(item, pipeFailureOf(error));
        return [];
      }
    });
    const [first] = entries;
    if (!first) return;
    const input = { Entries: entries.map(({ entry }) => entry) };
    const output = await callAction(
      events.actions,
      'PutEvents',
      input,
      await pipeCall(context, first.item.traceId),
    );
    const { Entries } = output as PutEventsOutput; // what the action documents
    for (const [at, { item }] of entries.entries()) {
      const { ErrorCode, ErrorMessage = '' } = Entries[at] ?? {};
      if (ErrorCode) failures.set(item, { code: ErrorCode, message: ErrorMessage });
    }
  };

  return async (items) => {
    const failures = new Map<PipeItem, PipeFailure>();
    for (let at = 0; at < items.length; at += MOST_ENTRIES)
      await put(items.slice(at, at + MOST_ENTRIES), failures);
    return failures;
  };
}

/** One entry for each of the request's: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
interface PutEventsOutput {
  readonly Entries: readonly { readonly ErrorCode?: string; readonly ErrorMessage?: string }[];
}

function createEntry(context: PipeContext): (item: PipeItem) => object {
  const { pipe, target } = context;
  const { DetailType, Source, Resources, Time } = target.EventBridgeEventBusParameters ?? {};
  const inputOf = createTargetInput(context);
  const dynamic = (name: string, value: string) =>
    createDynamicParameter(pipe.name, `EventBridgeEventBusParameters.${name}`, value);
  const source = dynamic('Source', Source ?? `Pipe ${pipe.name}`);
  const detailType = DetailType === undefined ? defaultDetailType : dynamic('DetailType', DetailType);
  const resources = (Resources ?? []).map((value) => dynamic('Resources', value));
  const time = Time === undefined ? undefined : dynamic('Time', Time);
  return (item) => ({
    EventBusName: pipe.targetArn,
    Source: source(item),
    DetailType: detailType(item),
    Detail: JSON.stringify(detailOf(inputOf(item))),
    Resources: resources.map((resource) => resource(item)),
    ...(time && { Time: time(item) }),
    TraceHeader: traceHeader(item.traceId),
  });
}

const defaultDetailType = ({ event }: PipeItem) => `Event from ${String(event['eventSource'])}`;

function detailOf(input: unknown): object {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input;
  throw new AwsError(
    'MalformedDetail',
    `An event's detail has to be a JSON object, and the template gave ${JSON.stringify(input)}`,
  );
}

/** The batch becomes one invocation, with an array even of one item. The response may name the items that failed. */
export function lambdaPipeTarget(context: PipeContext): PipeTarget {
  const { lambda, pipe, target } = context;
  const inputOf = createTargetInput(context);
  return async (items) => {
    const [first] = items;
    invariant(first, 'A batch has an item');
    const call = await pipeCall(context, first.traceId);
    const payload = items.map(inputOf);
    if (target.LambdaFunctionParameters?.InvocationType === 'FIRE_AND_FORGET') {
      await lambda.invokeLater(pipe.targetArn, payload, call);
      return new Map();
    }
    const { payload: response, functionError } = await lambda.invoke(pipe.targetArn, payload, call);
    return functionError
      ? allFailed(items, { code: functionError, message: response })
      : failedOf(items, response);
  };
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html#pipes-partial-batch-failure */
function failedOf(items: readonly PipeItem[], payload: string): PipeFailures {
  if (!namesFailures(payload)) return new Map();
  const response = parseBatchResponse(payload, (id) => items.some((item) => item.id === id));
  if ('invalid' in response)
    return allFailed(items, { code: 'InvalidBatchResponse', message: response.invalid });
  const failed = items.filter(({ id }) => response.failed.includes(id));
  return allFailed(failed, {
    code: 'BatchItemFailure',
    message: 'the function named it in batchItemFailures',
  });
}

/** A function that does not report failures may return anything at all. */
const namesFailures = (payload: string) => payload.includes('"batchItemFailures"');

/** Each item becomes one message. Its body is the item's input, as JSON unless it is text. */
export function queuePipeTarget(context: PipeContext): PipeTarget {
  const { sqs, pipe } = context;
  const inputOf = createTargetInput(context);
  const parameters = Object.entries(context.target.SqsQueueParameters ?? {}).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [[name, createDynamicParameter(pipe.name, `SqsQueueParameters.${name}`, value)] as const],
  );

  const send = async (QueueUrl: string, item: PipeItem) => {
    const input = inputOf(item);
    const MessageBody = typeof input === 'string' ? input : JSON.stringify(input);
    const more = Object.fromEntries(parameters.map(([name, value]) => [name, value(item)]));
    const message = { QueueUrl, MessageBody, ...more };
    await callAction(sqs.actions, 'SendMessage', message, await pipeCall(context, item.traceId));
  };

  return async (items) => {
    const url = sqs.urlOf(pipe.targetArn);
    if (!url) throw new AwsError('QueueDoesNotExist', `The queue ${pipe.targetArn} does not exist.`);
    const failures = new Map<PipeItem, PipeFailure>();
    for (const item of items)
      await send(url, item).catch((error: unknown) => failures.set(item, pipeFailureOf(error)));
    return failures;
  };
}
