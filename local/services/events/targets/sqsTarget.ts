import { AwsError } from '../../../platform/AwsError.ts';
import type { Sqs } from '../../sqs/Sqs.ts';
import type { EventTarget } from '../Events.ts';

/** One message for each event; its body is the input as JSON text. */
export const sqsTarget =
  (sqs: Sqs): EventTarget =>
  async ({ targetArn, input, parameters }, call) => {
    const queueUrl = sqs.urlOf(targetArn);
    if (!queueUrl) throw new AwsError('QueueDoesNotExist', `The queue ${targetArn} does not exist.`);
    const group = parameters['SqsParameters']?.MessageGroupId;
    await sqs.actions['SendMessage']!(
      {
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(input),
        ...(group !== undefined && { MessageGroupId: group }),
      },
      call,
    );
  };
