import { expect, test } from 'vitest';
import type { DataSource } from '../../../../../local/services/appsync/Api.ts';
import type { OutgoingRequest } from '../../../../../local/services/appsync/dataSources/DataSourceCall.ts';
import { ROLE, startApi } from '../execution/startApi.ts';

const schema = 'type Query { ask: AWSJSON }';
const plain: DataSource = { name: 'site', type: 'HTTP', endpoint: 'https://example.com' };
const signed: DataSource = {
  name: 'queues',
  type: 'HTTP',
  endpoint: 'https://sqs.us-east-1.amazonaws.com',
  roleArn: ROLE,
  signing: { region: 'us-east-1', service: 'sqs' },
};

const answerOk = async () => ({ status: 200, headers: { 'x-a': 'b' }, body: 'ok' });

async function ask(
  request: string,
  source = plain,
  {
    answer = answerOk,
    staysInside,
  }: { answer?: () => Promise<any>; staysInside?: (url: string) => boolean } = {},
) {
  const sent: OutgoingRequest[] = [];
  const { run, feed } = startApi({
    schema,
    source,
    resolvers: {
      'Query.ask': `export const request = (ctx) => (${request}); export const response = (ctx) => ({ result: ctx.result, error: ctx.error });`,
    },
    http: Object.assign(
      (outgoing: OutgoingRequest) => {
        sent.push(outgoing);
        return answer();
      },
      { staysInside },
    ),
  });
  const { data, errors } = await run('{ ask }');
  return {
    sent: sent[0]!,
    errors,
    traceId: feed.at(-1)!.traceId,
    ...(data!.ask ? JSON.parse(data!.ask as string) : {}),
  };
}

test('method, path, query, headers and body go out as given', async () => {
  const { sent } = await ask(
    "{ method: 'POST', resourcePath: '/p', params: { query: { q: 'a b', n: 1 }, headers: { 'Content-Type': 'text/plain', Host: 'evil' }, body: 'text' } }",
  );

  expect(sent).toMatchObject({
    method: 'POST',
    url: 'https://example.com/p?q=a+b&n=1',
    headers: { 'content-type': 'text/plain' },
    body: 'text',
  });
  expect(sent.headers.host).toBeUndefined();
});

test('a query in the path and the query parameters are joined', async () => {
  const request = "{ method: 'GET', resourcePath: '/p?a=1', params: { query: { b: '2' } } }";

  expect((await ask(request)).sent.url).toBe('https://example.com/p?a=1&b=2');
});

test('an object body goes out as JSON', async () => {
  expect((await ask("{ method: 'PUT', resourcePath: '/', params: { body: { a: [1] } } }")).sent.body).toBe(
    '{"a":[1]}',
  );
});

test.each([200, 404, 500])('status %i is a result', async (status) => {
  const { result, error } = await ask("{ method: 'GET', resourcePath: '/' }", plain, {
    answer: async () => ({ status, headers: {}, body: 'text' }),
  });

  expect(result).toEqual({ statusCode: status, headers: {}, body: 'text' });
  expect(error).toBeUndefined();
});

test('a request without a response is an error', async () => {
  const { result, error } = await ask("{ method: 'GET', resourcePath: '/' }", plain, {
    answer: async () => Promise.reject(new Error('connection refused')),
  });

  expect({ result, error }).toEqual({
    result: null,
    error: { type: 'HttpConnectionException', message: 'connection refused' },
  });
});

test('the request’s trace goes along', async () => {
  const { sent, traceId } = await ask("{ method: 'GET', resourcePath: '/' }");

  expect(sent.headers['x-amzn-trace-id']).toBe(`Root=${traceId}`);
});

test('a signing data source signs in its role’s name, by the cloud’s clock', async () => {
  const { sent } = await ask(
    "{ method: 'POST', resourcePath: '/', params: { headers: { 'x-amz-target': 'AmazonSQS.SendMessage' }, body: '{}' } }",
    signed,
  );

  expect(sent.headers['x-amz-date']).toBe('20260102T030405Z');
  expect(sent.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=ASIA\w+\/20260102\/us-east-1\/sqs\/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token;x-amz-target, Signature=[0-9a-f]{64}$/,
  );
});

test.each([
  ["{ resourcePath: '/' }", "Value for field '$[method]' not found."],
  ["{ method: 'HEAD', resourcePath: '/' }", "Value for field '$[method]' not valid."],
  ["{ method: 'GET', resourcePath: 'x' }", "Value for field '$[resourcePath]' not valid."],
  ["{ method: 'GET', resourcePath: '/', bogus: 1 }", "Unsupported element '$[bogus]'."],
])('the request %s is refused: %s', async (request, message) => {
  expect((await ask(request)).errors).toMatchObject([{ errorType: 'MappingTemplate', message }]);
});

test('a request that stays inside names its role’s key, and is not signed', async () => {
  const { sent } = await ask("{ method: 'POST', resourcePath: '/', params: { body: '{}' } }", signed, {
    staysInside: (url) => url.startsWith('https://sqs.'),
  });

  expect(sent.headers).toEqual({
    authorization: expect.stringMatching(
      /^AWS4-HMAC-SHA256 Credential=ASIA\w+\/20260102\/us-east-1\/sqs\/aws4_request$/,
    ),
    'x-amzn-trace-id': expect.any(String),
  });
});
