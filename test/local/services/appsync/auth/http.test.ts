import { describe, expect, test } from 'vitest';
import type { AuthMode } from '../../../../../local/services/appsync/Api.ts';
import { API_ID, API_KEY, createChat, NEW_YEAR, type ChatOptions } from '../realtime/createChat.ts';
import { join, subprotocolOf } from '../realtime/connectTo.ts';
import { signedHeaders, type Signing } from './signing.ts';

const body = '{"query":"{ motto }"}';
const refusalOf = async (answer: ReturnType<ReturnType<typeof createChat>['call']>) => {
  const { status, headers, body } = await answer;
  const [error] = JSON.parse(String(body)).errors;
  expect(headers['x-amzn-errortype']).toBe(error.errorType);
  return [status, error.errorType, error.message];
};

describe('a request', () => {
  test('that ran is answered with 200 and a request id', async () => {
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

  test('that meets a fault of ours is told no more than that; the operator is told all', async () => {
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

  test('hands its headers on, without cookies, and its trace', async () => {
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

  test('of a browser that asks first is allowed', async () => {
    const headers = { 'access-control-request-headers': 'authorization,x-api-key' };
    expect(await createChat().call({ method: 'OPTIONS', headers })).toMatchObject({
      status: 200,
      headers: {
        'access-control-allow-origin': '*',
        'access-control-allow-headers': 'authorization,x-api-key',
      },
    });
  });

  test('to an API that does not exist is unknown', async () => {
    const { appsync } = createChat();
    const request = { method: 'POST', path: '/graphql', headers: {}, body, sourceIp: '' };
    expect(await appsync.handleHttp('nothing', request)).toMatchObject({
      status: 404,
      headers: { 'x-amzn-errortype': 'UnknownOperationException' },
    });
    expect(await appsync.connect('nothing', request, { send() {}, close() {} })).toMatchObject({
      status: 404,
    });
  });
});

describe('an API key', () => {
  test('runs an operation without an identity', async () => {
    const chat = createChat();
    await chat.call({ body });
    expect(chat.requests[0]!.caller).toEqual({
      mode: 'API_KEY',
      identity: null,
      groups: [],
      label: 'API key',
    });
  });

  test.each([
    ['a wrong key', { 'x-api-key': 'da2-wrong' }, 'You are not authorized to make this call.'],
    [
      'a mode that the API does not have',
      { authorization: 'eyJ.e30.x' },
      'You are not authorized to make this call.',
    ],
    ['no credential', {}, 'Valid authorization header not provided.'],
  ])('%s is refused, and the operator told', async (_what, headers, message) => {
    const chat = createChat();
    expect(await refusalOf(chat.call({ body, headers: headers as {} }))).toEqual([
      401,
      'UnauthorizedException',
      message,
    ]);
    expect(chat.feed).toMatchObject([
      { kind: 'failure', source: 'chat', code: 'UnauthorizedException', message },
    ]);
  });

  test('is refused from the moment it expires', async () => {
    const chat = createChat();
    chat.appsync.api(API_ID)!.apiKeys.set(API_KEY, { expires: NEW_YEAR / 1000 + 10 });
    await chat.world.clock.advance(9_999);
    expect((await chat.call({ body })).status).toBe(200);
    await chat.world.clock.advance(1);
    expect((await chat.call({ body })).status).toBe(401);
  });
});

describe('a signature', () => {
  const authModes: AuthMode[] = [{ type: 'API_KEY' }, { type: 'AWS_IAM' }];
  const roleArn = 'arn:aws:iam::000000000000:role/publisher';
  const signedChat = (options: ChatOptions = {}) => {
    const chat = createChat({ authModes, ...options });
    chat.iam.createRole({
      roleName: 'publisher',
      roleArn,
      trustPolicy: {},
      managedPolicyArns: [],
      policies: [],
    });
    return { ...chat, credentials: chat.iam.credentialsOf(roleArn) };
  };
  const sign = (signing: Partial<Signing> & Pick<Signing, 'credentials'>) =>
    signedHeaders({ path: '/graphql', body, ...signing });
  const TEST = { accessKeyId: 'test', secretAccessKey: 'test' };

  test('of a role runs an operation in its name, and wins over an API key', async () => {
    const chat = signedChat();
    const headers = {
      ...(await sign(chat)),
      'x-api-key': 'da2-wrong',
      'x-forwarded-for': '10.0.0.1, 10.0.0.2',
    };
    expect((await chat.call({ body, headers })).status).toBe(200);
    expect(chat.requests[0]!.caller).toEqual({
      mode: 'AWS_IAM',
      groups: [],
      label: 'publisher',
      identity: {
        accountId: '000000000000',
        cognitoIdentityPoolId: null,
        cognitoIdentityId: null,
        sourceIp: ['10.0.0.1', '10.0.0.2', '127.0.0.1'],
        username: expect.stringMatching(/^AROA[0-9A-F]{17}:local$/),
        userArn: 'arn:aws:sts::000000000000:assumed-role/publisher/local',
        cognitoIdentityAuthType: null,
        cognitoIdentityAuthProvider: null,
      },
    });
  });

  test('of the operator’s own key passes', async () => {
    const chat = signedChat();
    expect((await chat.call({ body, headers: await sign({ credentials: TEST }) })).status).toBe(200);
    expect(chat.requests[0]!.caller).toMatchObject({ label: 'root', identity: { username: '000000000000' } });
  });

  test('covers the query', async () => {
    const chat = signedChat();
    const query = { query: '{ motto }' };
    const path = '/graphql?query=%7B%20motto%20%7D';
    const headers = await sign({ ...chat, method: 'GET', query, body: '' });
    expect((await chat.call({ method: 'GET', path, headers })).status).toBe(200);
    expect(
      (await chat.call({ method: 'GET', path: '/graphql?query=%7B__typename%7D', headers })).status,
    ).toBe(403);
  });

  const MISMATCH = /^The request signature we calculated does not match/;
  test('with a wrong secret, for another body, path or service, or without a date does not hold', async () => {
    const chat = signedChat();
    const good = await sign(chat);
    const { 'x-amz-date': _, ...undated } = good;
    const broken = [
      { headers: await sign({ credentials: { ...chat.credentials, secretAccessKey: 'wrong' } }) },
      { headers: good, body: `${body} ` },
      { headers: good, path: '/other/graphql' },
      { headers: undated },
      { headers: { ...good, 'content-type': 'text/plain' } },
    ];
    for (const request of broken) {
      expect(await refusalOf(chat.call({ body, ...request }))).toEqual([
        403,
        'InvalidSignatureException',
        expect.stringMatching(MISMATCH),
      ]);
    }
    const other = await sign({ credentials: chat.credentials, service: 'sqs' });
    expect(await refusalOf(chat.call({ body, headers: other }))).toEqual([
      403,
      'InvalidSignatureException',
      "Credential should be scoped to correct service: 'appsync'.",
    ]);
  });

  test('with a key that nobody issued is refused', async () => {
    const headers = await sign({ credentials: { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' } });
    expect(await refusalOf(signedChat().call({ body, headers }))).toEqual([
      403,
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    ]);
  });

  test('that is garbled is refused', async () => {
    const [status, errorType] = await refusalOf(
      signedChat().call({ body, headers: { authorization: 'AWS4-HMAC-SHA256 Credential=x' } }),
    );
    expect([status, errorType]).toEqual([403, 'IncompleteSignatureException']);
  });

  test('opens a connection and starts a subscription, each signed for itself', async () => {
    const chat = signedChat();
    const upgrade = {
      headers: {
        'sec-websocket-protocol': subprotocolOf(
          await signedHeaders({ ...chat, path: '/graphql/connect', body: '{}' }),
        ),
      },
    };
    const client = await join(chat, upgrade);
    const data = JSON.stringify({ query: 'subscription { onPost { text } }' });
    const start = (id: string, authorization: object) =>
      client.say({ id, type: 'start', payload: { data, extensions: { authorization } } });
    await start('a', await signedHeaders({ ...chat, path: '/graphql', body: data }));
    await start('b', await signedHeaders({ ...chat, path: '/graphql', body: '{}' }));
    expect(client.frames.slice(1)).toMatchObject([
      { type: 'start_ack', id: 'a' },
      {
        type: 'error',
        id: 'b',
        payload: { errors: [{ errorType: 'InvalidSignatureException', errorCode: 403 }] },
      },
    ]);
  });

  test('is not needed by EventBridge, which runs operations in a role’s name', async () => {
    const chat = signedChat();
    const { endpointArn } = chat.appsync.api(API_ID)!;
    const call = { traceId: '1-00000000-bbbbbbbbbbbbbbbbbbbbbbbb', principal: { arn: '', accessKeyId: '' } };
    const result = await chat.appsync.executeAs(
      endpointArn,
      roleArn,
      { query: 'mutation { post(text: "hi") { text } }' },
      call,
    );
    expect(result).toEqual({ data: { post: { text: 'hi' } } });
    expect(chat.requests[0]).toMatchObject({
      traceId: call.traceId,
      caller: { mode: 'AWS_IAM', label: 'publisher' },
    });
    await expect(chat.appsync.executeAs('arn:nowhere', roleArn, { query: '' }, call)).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
    const keyOnly = createChat();
    await expect(keyOnly.appsync.executeAs(endpointArn, roleArn, { query: '' }, call)).rejects.toMatchObject({
      code: 'AccessDeniedException',
      status: 403,
    });
  });
});
