import { parseBatchResponse } from '../../eventSourceMappings/parseBatchResponse.ts';
import { createInput } from '../createInput.ts';
import { pipeCall } from '../pipeCall.ts';
import type { PipeContext } from '../PipeContext.ts';
import type { Failures, PipeFault, PipeItem } from '../PipeItem.ts';
import type { PipeTarget } from '../PipeTarget.ts';

/** One invocation for the batch, with an array even of one; its answer may name the items that failed. */
export function lambdaPipeTarget(context: PipeContext): PipeTarget {
  const { lambda, pipe, target } = context;
  const inputOf = createInput(context);
  return async (items) => {
    const call = pipeCall(pipe, items[0]!.traceId);
    const payload = items.map(inputOf);
    if (target.LambdaFunctionParameters?.InvocationType === 'FIRE_AND_FORGET') {
      lambda.invokeLater(pipe.targetArn, payload, call);
      return new Map();
    }
    const { payload: answer, functionError } = await lambda.invoke(pipe.targetArn, payload, call);
    return functionError
      ? allFailed(items, { code: functionError, message: answer })
      : failedOf(items, answer);
  };
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html#pipes-partial-batch-failure */
function failedOf(items: readonly PipeItem[], answer: string): Failures {
  if (!namesFailures(answer)) return new Map();
  const response = parseBatchResponse(answer, (id) => items.some((item) => item.id === id));
  if ('invalid' in response)
    return allFailed(items, { code: 'InvalidBatchResponse', message: response.invalid });
  const failed = items.filter(({ id }) => response.failed.includes(id));
  return allFailed(failed, {
    code: 'BatchItemFailure',
    message: 'the function named it in batchItemFailures',
  });
}

/** A function that does not report failures may answer anything at all. */
const namesFailures = (answer: string) => /"batchItemFailures"/.test(answer);

const allFailed = (items: readonly PipeItem[], fault: PipeFault) =>
  new Map(items.map((item) => [item, fault]));
