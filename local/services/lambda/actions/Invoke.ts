import type { z } from 'zod';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Call } from '../../../platform/Call.ts';
import { parseJson } from '../../../platform/parseJson.ts';
import type { InvocationRequest, Invoker, LoggedResult } from '../createInvoker.ts';
import { checkedPayload } from '../payloads.ts';
import type { invokeInput } from './inputs.ts';
import type { AsyncInvoker } from '../createAsyncInvoker.ts';
import type { Functions } from '../createFunctions.ts';

/** The parts of Lambda that invoke functions. */
export interface InvokeDependencies {
  readonly functions: Functions;
  readonly invoker: Invoker;
  readonly invokeLater: AsyncInvoker;
  newRequest(payload: string): InvocationRequest;
}

type InvokeInput = z.output<typeof invokeInput>;

const TAIL_BYTES = 4096;

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const Invoke =
  ({ functions, invoker, invokeLater, newRequest }: InvokeDependencies) =>
  async (input: InvokeInput, call: Call) => {
    const { FunctionName, Qualifier, InvocationType = 'RequestResponse', LogType, Payload } = input;
    const deployed = functions.find(FunctionName, Qualifier);
    if (InvocationType === 'DryRun') return { StatusCode: 204 };

    const request = newRequest(checkedPayload(jsonText(Payload), InvocationType));
    if (InvocationType === 'Event') {
      invokeLater(deployed, request, call);
      return { StatusCode: 202 };
    }
    const { payload, functionError, log } = await invoker(deployed, request, call);
    return {
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
      Payload: payload,
      ...(functionError && { FunctionError: functionError }),
      ...(LogType === 'Tail' && { LogResult: tailOf(log) }),
    };
  };

/** The event as it was sent, which is JSON. */
function jsonText(payload: string | undefined): string {
  if (!payload) return '{}';
  try {
    parseJson(payload);
    return payload;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${error.message}`,
      { fields: { Type: 'User' } },
    );
  }
}

/** Documented: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html#nodejs-logging-cli */
const tailOf = (log: LoggedResult['log']) =>
  Buffer.from(log.map((line) => `${typeof line === 'string' ? line : line()}\n`).join(''))
    .subarray(-TAIL_BYTES)
    .toString('base64');
