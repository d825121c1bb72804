import { z } from 'zod';
import { AwsError } from '../../platform/AwsError.ts';
import { type Actions, type Call, callAction } from '../../platform/Call.ts';
import { checkInput } from '../../platform/checkInput.ts';

const addresses = z.array(z.string()).optional();
const content = z.object({ Data: z.string(), Charset: z.string().optional() });

/** https://docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html */
const SendEmail = z.object({
  Source: z.string(),
  Destination: z
    .object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses })
    .default({}),
  Message: z.object({
    Subject: content,
    Body: z.object({ Text: content.optional(), Html: content.optional() }).default({}),
  }),
  ReplyToAddresses: addresses,
  ReturnPath: z.string().optional(),
  ConfigurationSetName: z.string().optional(),
});

/** https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html */
const SendRawEmail = z.object({
  Source: z.string().optional(),
  Destinations: addresses,
  RawMessage: z.object({ Data: z.string() }),
  ConfigurationSetName: z.string().optional(),
});

/**
 * The first version of SES's API, which boto3 calls `ses`, as far as it sends: each action is that of the second version, which
 * asks for the same permissions. Identities are made by the second.
 */
export const sesVersion1 = (second: Actions): Actions => {
  const send = async (input: object, call: Call) => {
    try {
      return await callAction(second, 'SendEmail', input, call);
    } catch (error) {
      throw error instanceof AwsError ? inItsWords(error) : error;
    }
  };
  return {
    SendEmail(input, call) {
      const { Source, Message, ReturnPath, ...rest } = read(SendEmail, input);
      const feedback = ReturnPath === undefined ? {} : { FeedbackForwardingEmailAddress: ReturnPath };
      return send({ ...rest, ...feedback, FromEmailAddress: Source, Content: { Simple: Message } }, call);
    },
    SendRawEmail(input, call) {
      const { Source, Destinations, RawMessage, ...rest } = read(SendRawEmail, input);
      const from = Source === undefined ? {} : { FromEmailAddress: Source };
      const to = Destinations ? { Destination: { ToAddresses: Destinations } } : {};
      return send({ ...rest, ...from, ...to, Content: { Raw: RawMessage } }, call);
    },
  };
};

const read = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> =>
  checkInput(schema, input, ({ message }) => new AwsError('ValidationError', message));

/** Documented of each action, as “Errors” and “Common Errors”. */
const CODES: Readonly<Record<string, string>> = {
  BadRequestException: 'InvalidParameterValue',
  NotFoundException: 'ConfigurationSetDoesNotExist',
};

const inItsWords = (error: AwsError) =>
  Object.hasOwn(CODES, error.code) ? new AwsError(CODES[error.code] ?? error.code, error.message) : error;
