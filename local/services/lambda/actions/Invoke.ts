import { AwsError } from '../../../platform/AwsError.ts';
import type { Call } from '../../../platform/Call.ts';
import type { InvocationRequest, Invoker, LoggedResult } from '../createInvoker.ts';
import { payloadText } from '../payloads.ts';
import type { AsyncInvoker } from '../createAsyncInvoker.ts';
import type { Functions } from '../createFunctions.ts';

/** The parts of Lambda that invoke functions. */
export interface InvokeDependencies {
  readonly functions: Functions;
  readonly invoker: Invoker;
  readonly invokeLater: AsyncInvoker;
  newRequest(payload: string): InvocationRequest;
}

interface InvokeInput {
  readonly FunctionName: string;
  readonly Qualifier?: string;
  readonly InvocationType?: 'RequestResponse' | 'Event' | 'DryRun';
  readonly LogType?: 'None' | 'Tail';
  /** The event as JSON text. */
  readonly Payload?: string;
}

const TAIL_BYTES = 4096;

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const Invoke =
  ({ functions, invoker, invokeLater, newRequest }: InvokeDependencies) =>
  async (input: InvokeInput, call: Call) => {
    const { FunctionName, Qualifier, InvocationType = 'RequestResponse', LogType, Payload } = input;
    const deployed = functions.find(FunctionName, Qualifier);
    if (InvocationType === 'DryRun') return { StatusCode: 204 };

    const request = newRequest(payloadText(parseInvokePayload(Payload), InvocationType));
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

function parseInvokePayload(payload: string | undefined): unknown {
  if (!payload) return undefined;
  try {
    return JSON.parse(payload);
  } catch (error) {
    const { message } = error as SyntaxError; // JSON.parse throws no other error.
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${message}`,
      { fields: { Type: 'User' } },
    );
  }
}

const tailOf = (log: LoggedResult['log']) =>
  Buffer.from(log.map((line) => `${line}\n`).join(''))
    .subarray(-TAIL_BYTES)
    .toString('base64');
