import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveAwsEndpoint } from '../../../support/serveAwsEndpoint.ts';

let served: Awaited<ReturnType<typeof serveAwsEndpoint>>;
beforeAll(async () => {
  served = await serveAwsEndpoint();
  await post('/', 'Action=CreateQueue&QueueName=jobs&Tag.1.Key=team&Tag.1.Value=desk');
});
afterAll(() => served.close());

async function post(path: string, form: string) {
  const answer = await fetch(`${served.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: `Version=2012-11-05&${form}`,
  });
  return { status: answer.status, type: answer.headers.get('content-type'), xml: await answer.text() };
}

const JOBS = '/000000000000/jobs';

test('a queue’s URL is where requests about it go', async () => {
  const sent = await post(JOBS, 'Action=SendMessage&MessageBody=This+is+a+test+message');
  expect(sent).toMatchObject({ status: 200, type: 'text/xml' });
  // Documented: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html#API_SendMessage_Examples
  expect(sent.xml).toMatch(
    /^<SendMessageResponse xmlns="http:\/\/queue\.amazonaws\.com\/doc\/2012-11-05\/"><SendMessageResult><MessageId>[\w-]{36}<\/MessageId><MD5OfMessageBody>fafb00f5732ab283681e124bf8747ed1<\/MD5OfMessageBody><\/SendMessageResult><ResponseMetadata><RequestId>[\w-]{36}<\/RequestId><\/ResponseMetadata><\/SendMessageResponse>$/,
  );
  const { xml } = await post(
    JOBS,
    'Action=ReceiveMessage&AttributeName=All&MaxNumberOfMessages=5&VisibilityTimeout=15',
  );
  expect(xml).toContain('<Body>This is a test message</Body><Attribute><Name>ApproximateReceiveCount</Name>');
});

test('the URL in the form is meant where both are given', async () => {
  const { xml } = await post('/000000000000/other', `Action=ListQueueTags&QueueUrl=${JOBS}`);
  expect(xml).toContain(
    '<ListQueueTagsResult><Tag><Key>team</Key><Value>desk</Value></Tag></ListQueueTagsResult>',
  );
});

test.each([
  ['/000000000000/none', 'Action=PurgeQueue', 400, 'AWS.SimpleQueueService.NonExistentQueue'],
  ['/', 'Action=PurgeQueue', 400, 'MissingParameter'],
  [JOBS, 'Action=ReceiveMessage&MaxNumberOfMessages=11', 400, 'InvalidParameterValue'],
  [JOBS, 'Action=ReceiveMessage&MaxNumberOfMessages=many', 400, 'SerializationException'],
  [JOBS, 'Action=DeleteMessage&ReceiptHandle=x', 404, 'ReceiptHandleIsInvalid'],
  [JOBS, 'Action=SendMessageBatch', 400, 'MissingParameter'],
  [JOBS, 'Action=AddPermission&Label=x', 400, 'InvalidAction'],
  ['/nowhere', 'Action=PurgeQueue', 400, 'InvalidAddress'],
])('a request to %s of %s is refused with %i and the code %3$s', async (path, form, status, code) => {
  const refused = await post(path, form);
  expect(refused.status).toBe(status);
  expect(refused.xml).toMatch(
    new RegExp(
      `^<ErrorResponse xmlns=.*<Error><Type>Sender</Type><Code>${code}</Code><Message>.+</Message></Error><RequestId>`,
    ),
  );
});
