import { AwsError } from '../../../platform/AwsError.ts';
import { createDynamic } from '../createDynamic.ts';
import { createInput } from '../createInput.ts';
import { faultOf } from '../faultOf.ts';
import { pipeCall } from '../pipeCall.ts';
import type { PipeContext } from '../PipeContext.ts';
import type { PipeFault, PipeItem } from '../PipeItem.ts';
import type { PipeTarget } from '../PipeTarget.ts';

/** Each item becomes one message; its body is the item's input, as JSON unless it is text. */
export function queuePipeTarget(context: PipeContext): PipeTarget {
  const { sqs, pipe } = context;
  const inputOf = createInput(context);
  const attributes = Object.entries(context.target.SqsQueueParameters ?? {}).map(
    ([name, value]) => [name, createDynamic(pipe.name, `SqsQueueParameters.${name}`, value!)] as const,
  );

  const send = async (QueueUrl: string, item: PipeItem) => {
    const input = inputOf(item);
    const MessageBody = typeof input === 'string' ? input : JSON.stringify(input);
    const more = Object.fromEntries(attributes.map(([name, value]) => [name, value(item)]));
    await sqs.actions['SendMessage']!({ QueueUrl, MessageBody, ...more }, pipeCall(pipe, item.traceId));
  };

  return async (items) => {
    const url = sqs.urlOf(pipe.targetArn);
    if (!url) throw new AwsError('QueueDoesNotExist', `The queue ${pipe.targetArn} does not exist.`);
    const failures = new Map<PipeItem, PipeFault>();
    for (const item of items) await send(url, item).catch((error) => failures.set(item, faultOf(error)));
    return failures;
  };
}
