import { AwsError } from '../../platform/AwsError.ts';
import type { Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import { parseArn } from '../../platform/arns.ts';
import { traceHeader } from '../../platform/traceIds.ts';
import type { Sqs } from '../sqs/createSqs.ts';
import type { DeployedFunction } from './deployFunction.ts';
import type { InvocationRequest, LoggedResult } from './createInvoker.ts';

/** Sends the outcome of an asynchronous invocation to its destination or dead-letter queue. */
export interface OutcomeReporter {
  succeeded(attempts: number, result: LoggedResult): Promise<void>;
  failed(condition: string, attempts: number, result: LoggedResult | undefined): Promise<void>;
}

const LONGEST_ERROR_MESSAGE = 1024;

export function createOutcomeReporter(
  { clock, feed }: World,
  sendToDestination: SendToDestination,
  deployed: DeployedFunction,
  request: InvocationRequest,
  call: Call,
): OutcomeReporter {
  const { functionName, functionArn, deadLetterArn } = deployed.configuration;
  const { onSuccessArn, onFailureArn } = deployed.async;

  const publishFailure = (code: string, message: string) =>
    feed.publish({
      kind: 'failure',
      traceId: call.traceId,
      parentId: call.parentId,
      source: functionName,
      code,
      message,
    });

  const send = async (targetArn: string | undefined, message: DestinationMessage) => {
    if (!targetArn) return;
    try {
      await sendToDestination(targetArn, message, call);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      publishFailure(error.code, `${targetArn}: ${error.message}`);
    }
  };
  const record = (condition: string, attempts: number, result: LoggedResult | undefined) => ({
    body: destinationRecord({ functionArn, condition, request, attempts, result, nowMs: clock.now() }),
    attributes: {},
  });

  return {
    succeeded: (attempts, result) => send(onSuccessArn, record('Success', attempts, result)),
    async failed(condition, attempts, result) {
      await send(onFailureArn, record(condition, attempts, result));
      const ErrorMessage = result?.payload.slice(0, LONGEST_ERROR_MESSAGE) ?? condition;
      const attributes = { RequestID: request.requestId, ErrorCode: '200', ErrorMessage };
      await send(deadLetterArn, { body: request.payload, attributes });
      if (!onFailureArn && !deadLetterArn)
        publishFailure(condition, `${request.requestId} was dropped after ${attempts} attempts`);
    },
  };
}

interface DestinationRecordOptions {
  readonly functionArn: string;
  readonly condition: string;
  readonly request: InvocationRequest;
  readonly attempts: number;
  readonly result: LoggedResult | undefined;
  readonly nowMs: number;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
const destinationRecord = ({
  functionArn,
  condition,
  request,
  attempts,
  result,
  nowMs,
}: DestinationRecordOptions) =>
  JSON.stringify({
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    requestContext: {
      requestId: request.requestId,
      functionArn: `${functionArn}:$LATEST`,
      condition,
      approximateInvokeCount: attempts,
    },
    requestPayload: parseJson(request.payload),
    ...(result && {
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        ...(result.functionError && { functionError: result.functionError }),
      },
      responsePayload: parseJson(result.payload),
    }),
  });

const parseJson = (text: string): unknown => JSON.parse(text);

/** Sends a message to a queue or a function. */
export type SendToDestination = (targetArn: string, message: DestinationMessage, call: Call) => Promise<void>;

interface DestinationMessage {
  /** JSON text. */
  readonly body: string;
  /** The message attributes of a dead letter. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-async-destinations */
export const createDestinationSender =
  (
    sqs: Sqs | undefined,
    invokeLater: (functionArn: string, payload: unknown, call: Call) => unknown,
  ): SendToDestination =>
  async (targetArn, { body, attributes }, call) => {
    const service = parseArn(targetArn)?.service;
    if (service === 'lambda') return void (await invokeLater(targetArn, parseJson(body), call));
    const QueueUrl = service === 'sqs' ? sqs?.urlOf(targetArn) : undefined;
    const sendMessage = sqs?.actions['SendMessage'];
    if (!QueueUrl || !sendMessage)
      throw new AwsError(
        'InvalidParameterValueException',
        `${targetArn} is no queue or function that is there.`,
      );
    await sendMessage(
      {
        QueueUrl,
        MessageBody: body,
        MessageAttributes: stringAttributes(attributes),
        MessageSystemAttributes: stringAttributes({ AWSTraceHeader: traceHeader(call.traceId) }),
      },
      call,
    );
  };

const stringAttributes = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
