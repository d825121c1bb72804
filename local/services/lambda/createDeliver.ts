import { parseArn } from '../../platform/arns.ts';
import { AwsError } from '../../platform/AwsError.ts';
import type { Call } from '../../platform/Call.ts';
import { traceHeader } from '../../platform/traceIds.ts';
import type { Sqs } from '../sqs/Sqs.ts';

/** Hands what became of an event to a queue or a function. */
export type Deliver = (targetArn: string, delivery: AsyncDelivery, call: Call) => Promise<void>;

export interface AsyncDelivery {
  /** JSON text. */
  readonly body: string;
  /** Attributes of a dead letter. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-async-destinations */
export const createDeliver =
  (
    sqs: Sqs | undefined,
    invokeLater: (functionArn: string, payload: unknown, call: Call) => unknown,
  ): Deliver =>
  async (targetArn, { body, attributes }, call) => {
    const service = parseArn(targetArn)?.service;
    if (service === 'lambda') return void invokeLater(targetArn, JSON.parse(body), call);
    const QueueUrl = service === 'sqs' ? sqs?.urlOf(targetArn) : undefined;
    if (!QueueUrl)
      throw new AwsError(
        'InvalidParameterValueException',
        `${targetArn} is no queue or function that is there.`,
      );
    await sqs!.actions['SendMessage']!(
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
