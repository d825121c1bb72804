import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { CheckIfPhoneNumberIsOptedOutCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { environment } from '../../platform/environment.ts';
import { tracer } from '../../platform/tracer.ts';
import type { Email } from './email.ts';

/**
 * An SDK sends a request again whose answer did not come. These do not, because whoever claimed a message decides that: a text
 * must not go twice. Five seconds leave half of the function's time to say what became of it.
 */
const once = { maxAttempts: 1, requestHandler: { requestTimeout: 5000, throwOnRequestTimeout: true } };

const ses = tracer.captureAWSv3Client(new SESv2Client(once));
const sns = tracer.captureAWSv3Client(new SNSClient(once));

/**
 * Documented: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html, and that a simple message may have the
 * headers of lists: https://docs.aws.amazon.com/ses/latest/dg/header-fields.html
 */
export const sendEmail = async (to: string, { subject, text, html, headers }: Email): Promise<void> => {
  await ses.send(
    new SendEmailCommand({
      FromEmailAddress: environment.MAIL_FROM,
      Destination: { ToAddresses: [to] },
      Content: {
        Simple: {
          Subject: { Data: subject, Charset: 'UTF-8' },
          Body: { Text: { Data: text, Charset: 'UTF-8' }, Html: { Data: html, Charset: 'UTF-8' } },
          Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
        },
      },
    }),
  );
};

/**
 * USD. Documented: the delivery of a text that costs more fails: https://repost.aws/knowledge-center/sns-pinpoint-high-sms-charges
 * Chosen: one part costs less than this in every country of Europe.
 */
const MAX_PRICE = '0.20';

/** https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html */
export const sendText = async (to: string, message: string): Promise<void> => {
  await sns.send(
    new PublishCommand({
      PhoneNumber: to,
      Message: message,
      MessageAttributes: {
        'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
        'AWS.SNS.SMS.MaxPrice': { DataType: 'Number', StringValue: MAX_PRICE },
      },
    }),
  );
};

/** Whether the number's owner has answered STOP. SNS would take the text and deliver nothing. */
export const hasOptedOut = async (phoneNumber: string): Promise<boolean> => {
  const { isOptedOut } = await sns.send(new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber }));
  return isOptedOut ?? false;
};

/** What is known of a message whose sending failed. */
export type Failure = 'refused' | 'busy' | 'unknown';

/**
 * What a failure says: a service that answered with a 4xx has not sent it, and will not (`refused`), or not now (`busy`).
 * Nobody knows of one that did not answer, or with a 5xx.
 */
export const failureOf = (error: unknown): Failure => {
  // What SDK and sockets put on their errors.
  const { $metadata, code, name } = error as {
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly code?: string;
    readonly name?: string;
  };
  if (code !== undefined && NOT_REACHED.includes(code)) return 'busy';
  const status = $metadata?.httpStatusCode ?? 0;
  if (status === 429 || /Throttl|TooManyRequests/.test(name ?? '')) return 'busy';
  return status >= 400 && status < 500 ? 'refused' : 'unknown';
};

/** Nobody was there to take it: https://nodejs.org/api/errors.html#common-system-errors */
const NOT_REACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];
