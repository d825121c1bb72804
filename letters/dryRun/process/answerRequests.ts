import { createHash } from 'node:crypto';
import { AwsError } from '../../../local/platform/AwsError.ts';
import type { Call } from '../../../local/platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../../../local/platform/HttpMessage.ts';
import type { World } from '../../../local/platform/World.ts';
import { isObject, type JsonObject, parseObject, textOf } from '../JsonObject.ts';
import type { CallLog } from './createCallLog.ts';
import type { TableCopy } from './tableCopy.ts';

export interface EndpointParts {
  readonly world: World;
  readonly copy: TableCopy;
  /** Where the calls of the delivery under way are noted. */
  readonly calls: CallLog;
}

/** In whose name the copy is read and written: nobody's. */
const CALL: Call = {
  traceId: '1-00000000-000000000000000000000000',
  principal: { arn: 'arn:aws:iam::000000000000:user/dry-run', accessKeyId: 'dryrun' },
};

/**
 * Answers what a handler asks: of tables from their copies, of queues as SQS would, while the messages go nowhere. What
 * nobody can answer without acting is refused and noted.
 */
export const answerRequests =
  (parts: EndpointParts) =>
  async (request: HttpRequest): Promise<HttpResponse> => {
    const [service = '', action = ''] = (request.headers['x-amz-target'] ?? '').split('.');
    if (action === '') return refuseCall(parts.calls, request);
    try {
      const output = await answer(parts, service, action, parseObject(request.body) ?? {});
      return { status: 200, headers: HEADERS, body: JSON.stringify(output) };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const { code, message, status, fields } = error;
      return {
        status,
        headers: { ...HEADERS, 'x-amzn-errortype': code },
        body: JSON.stringify({ __type: code, message, ...fields }),
      };
    }
  };

const HEADERS = { 'content-type': 'application/x-amz-json-1.0' };

const answer = async (
  { copy, calls, world }: EndpointParts,
  service: string,
  action: string,
  input: JsonObject,
) => {
  if (service === 'DynamoDB_20120810') {
    const { output, whole } = await copy.answer(action, input, CALL);
    if (!whole) calls.unanswered(`a ${action} that finds more than a dry run copies`);
    return output;
  }
  const taken = service === 'AmazonSQS' ? takeQueueCall(calls, world, action, input) : undefined;
  if (taken) return taken;
  if (service === 'secretsmanager' && action === 'GetSecretValue') {
    // Made up: with it a handler goes on to what it wants the secret for, and that is refused by name.
    calls.unanswered(`the secret ${textOf(input, 'SecretId') ?? ''}`);
    return {
      ARN: textOf(input, 'SecretId'),
      Name: 'dry-run',
      VersionId: 'dry-run',
      SecretString: 'sk_test_dryrun',
    };
  }
  calls.unanswered(`${service}.${action}`);
  throw new AwsError('UnknownOperationException', `A dry run does not answer ${service}.${action}.`);
};

/** SQS's answers to what workers do: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const takeQueueCall = (
  calls: CallLog,
  world: World,
  action: string,
  input: JsonObject,
): object | undefined => {
  const queueUrl = textOf(input, 'QueueUrl') ?? '';
  const entries = Array.isArray(input['Entries']) ? input['Entries'].filter(isObject) : [];
  const sent = (entry: JsonObject) => {
    const body = textOf(entry, 'MessageBody') ?? '';
    calls.sent({ queueUrl, body, attributes: attributesOf(entry['MessageAttributes']) });
    // The SDK compares it with its own.
    return { MessageId: world.random.uuid(), MD5OfMessageBody: createHash('md5').update(body).digest('hex') };
  };
  const named = (entry: JsonObject) => ({ Id: textOf(entry, 'Id') });
  switch (action) {
    case 'SendMessage':
      return sent(input);
    case 'SendMessageBatch':
      return { Successful: entries.map((entry) => ({ ...named(entry), ...sent(entry) })), Failed: [] };
    case 'ChangeMessageVisibility':
      calls.hidden(Number(input['VisibilityTimeout'] ?? 0));
      return {};
    case 'ChangeMessageVisibilityBatch':
      for (const entry of entries) calls.hidden(Number(entry['VisibilityTimeout'] ?? 0));
      return { Successful: entries.map(named), Failed: [] };
    default:
      return undefined;
  }
};

const attributesOf = (given: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isObject(given) ? given : {}).flatMap(([name, value]) => {
      const text = isObject(value) ? textOf(value, 'StringValue') : undefined;
      return text === undefined ? [] : [[name, text]];
    }),
  );

/** What a body says of money, as far as it is a form of Stripe's. */
const FORM_FIELDS = ['amount', 'currency', 'capture_method', 'payment_intent'];

/** A call of no service of AWS: Stripe's, whose address in a dry run is this endpoint. Refused as a server that is down. */
const refuseCall = (calls: CallLog, { method, path, body }: HttpRequest): HttpResponse => {
  const form = new URLSearchParams(body);
  const said = FORM_FIELDS.filter((name) => form.has(name)).map((name) => `${name}=${form.get(name)}`);
  calls.unanswered(['Stripe:', method, path.split('?')[0], ...said].join(' '));
  return {
    status: 503,
    headers: { 'content-type': 'application/json' },
    body: '{"error":{"type":"api_error"}}',
  };
};
