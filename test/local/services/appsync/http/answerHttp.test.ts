import { describe, expect, test } from 'vitest';
import { API_KEY, createChat, refusalOf } from '../realtime/createChat.ts';

const body = '{"query":"{ motto }"}';

describe('a request', () => {
  test('that was executed is answered with 200 and a request id', async () => {
    const { status, headers, body: answer } = await createChat().call({ body });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/json;charset=UTF-8',
      'access-control-allow-origin': '*',
    });
    expect(headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer).toBe('{"data":{"motto":"be brief"}}');
  });

  test('is answered with the headers its resolvers add', async () => {
    expect((await createChat().call({ body })).headers).toMatchObject({ 'x-tint': 'blue' });
  });

  test('that meets a fault of ours learns only that; the feed shows the cause', async () => {
    const chat = createChat();
    expect(await refusalOf(chat.call({ body: '{"query":"fault"}' }))).toEqual([
      500,
      'InternalFailure',
      'Internal failure',
    ]);
    expect(chat.feed).toMatchObject([
      { kind: 'failure', code: 'InternalFailure', message: expect.stringContaining('a fault of ours') },
    ]);
  });

  test('may be a GET', async () => {
    const path = `/graphql?query=${encodeURIComponent(
      'query ($a: Boolean!) { motto @include(if: $a) }',
    )}&variables=${encodeURIComponent('{"a":true}')}`;
    const chat = createChat();
    expect((await chat.call({ method: 'GET', path })).body).toBe('{"data":{"motto":"be brief"}}');
    expect(chat.requests[0]!.variables).toEqual({ a: true });
  });

  test('that is a GET changes nothing', async () => {
    const chat = createChat();
    const path = `/graphql?query=${encodeURIComponent('mutation { shut(room: "a") }')}`;
    expect(await refusalOf(chat.call({ method: 'GET', path }))).toEqual([
      405,
      'BadRequestException',
      'A mutation must be sent by POST.',
    ]);
    expect(chat.feed).toEqual([
      expect.objectContaining({ kind: 'failure', message: 'A mutation must be sent by POST.' }),
    ]);
  });

  test('passes on its headers, without cookies, and its trace', async () => {
    const chat = createChat();
    const trace = '1-00000000-aaaaaaaaaaaaaaaaaaaaaaaa';
    await chat.call({
      body,
      headers: {
        'x-api-key': API_KEY,
        'x-tint': 'blue',
        cookie: 'secret',
        'x-amzn-trace-id': `Root=${trace}`,
      },
    });
    expect(chat.requests[0]).toMatchObject({
      traceId: trace,
      headers: { 'x-api-key': API_KEY, 'x-tint': 'blue' },
    });
    expect(chat.requests[0]!.headers).not.toHaveProperty('cookie');
  });

  test.each([
    ['', 'Request body is empty.'],
    ['meow', 'Unable to parse GraphQL query.'],
    ['{}', 'Unable to parse GraphQL query.'],
    ['[]', 'Unable to parse GraphQL query.'],
    ['{}}', 'Unable to parse GraphQL query.'],
    ['{"query":"{ motto }","variables":"x"}', 'Variables for GraphQL operation must be a JSON object.'],
    ['{"query":"{ motto }","operationName":1}', 'Unable to parse GraphQL query.'],
  ])('with the body %j is malformed', async (malformed, message) => {
    expect(await refusalOf(createChat().call({ body: malformed }))).toEqual([
      400,
      'MalformedHttpRequestException',
      message,
    ]);
  });

  test('by another method is refused', async () => {
    expect(await refusalOf(createChat().call({ method: 'PUT', body }))).toEqual([
      405,
      'BadRequestException',
      'PUT is not supported.',
    ]);
  });

  test('of a browser is allowed by a preflight', async () => {
    const headers = { 'access-control-request-headers': 'authorization,x-api-key' };
    expect(await createChat().call({ method: 'OPTIONS', headers })).toMatchObject({
      status: 200,
      headers: {
        'access-control-allow-origin': '*',
        'access-control-allow-headers': 'authorization,x-api-key',
      },
    });
  });

  test('to an API that does not exist is answered with 404', async () => {
    const { appsync } = createChat();
    const request = { method: 'POST', path: '/graphql', headers: {}, body, sourceIp: '' };
    expect(await appsync.handleHttp('nothing', request)).toMatchObject({
      status: 404,
      headers: { 'x-amzn-errortype': 'UnknownOperationException' },
    });
    const silent = { send() {}, close() {}, terminate() {}, bufferedBytes: () => 0, drainedBytes: () => 0 };
    expect(await appsync.connect('nothing', request, silent)).toMatchObject({
      status: 404,
    });
  });
});
