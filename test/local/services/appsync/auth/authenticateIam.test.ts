import { describe, expect, test } from 'vitest';
import type { AuthMode } from '../../../../../local/services/appsync/Api.ts';
import { join, subprotocolOf } from '../realtime/connectTo.ts';
import { API_ID, type ChatOptions, createChat, refusalOf } from '../realtime/createChat.ts';
import { signedHeaders, type Signing } from './signing.ts';
import { trust } from '../../../../support/trust.ts';

const body = '{"query":"{ motto }"}';

describe('a signature', () => {
  const authModes: AuthMode[] = [{ type: 'API_KEY' }, { type: 'AWS_IAM' }];
  const roleArn = 'arn:aws:iam::000000000000:role/publisher';
  const mayCall = {
    policyName: 'call',
    document: {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'appsync:GraphQL', Resource: '*' },
    },
  };
  const signedChat = (options: ChatOptions & { policies?: (typeof mayCall)[] } = {}) => {
    const chat = createChat({ authModes, ...options });
    chat.iam.createRole({
      roleName: 'publisher',
      roleArn,
      trustPolicy: trust('events'),
      managedPolicyArns: [],
      policies: options.policies ?? [mayCall],
    });
    return { ...chat, credentials: chat.iam.credentialsOf(roleArn, 'local') };
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
      principal: chat.iam.sessionOf(roleArn, 'local'),
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

  test('with the operator’s own key is accepted', async () => {
    const chat = signedChat();
    expect((await chat.call({ body, headers: await sign({ credentials: TEST }) })).status).toBe(200);
    expect(chat.requests[0]!.caller).toMatchObject({ label: 'root', identity: { username: '000000000000' } });
  });

  test('with the operator’s own key counts for nothing from a foreign web page', async () => {
    const chat = signedChat();
    const sender = 'foreignPage';
    const headers = await sign({ credentials: TEST });
    expect(await refusalOf(chat.call({ body, headers, sender }))).toEqual([
      403,
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    ]);
    expect((await chat.call({ body, headers: await sign(chat), sender })).status).toBe(200);
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
  test('with a wrong secret, for another body, path or service, or without a date is refused', async () => {
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

  test('with an unknown key is refused', async () => {
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

  test('of a role runs only the fields that its policies allow', async () => {
    const chat = signedChat({ policies: [] });
    const result = await chat.appsync.executeAs(
      chat.appsync.api(API_ID)!.endpointArn,
      { query: 'mutation { post(text: "hi") { text } }' },
      { traceId: '1-00000000-bbbbbbbbbbbbbbbbbbbbbbbb', principal: chat.iam.sessionOf(roleArn, 'rule') },
    );
    expect(result).toMatchObject({
      data: { post: null },
      errors: [{ errorType: 'Unauthorized', message: 'Not Authorized to access post on type Mutation' }],
    });
  });

  test('is not needed by EventBridge, which runs operations in a role’s name', async () => {
    const chat = signedChat();
    const { endpointArn } = chat.appsync.api(API_ID)!;
    const call = {
      traceId: '1-00000000-bbbbbbbbbbbbbbbbbbbbbbbb',
      principal: chat.iam.sessionOf(roleArn, 'rule'),
    };
    const result = await chat.appsync.executeAs(
      endpointArn,
      { query: 'mutation { post(text: "hi") { text } }' },
      call,
    );
    expect(result).toEqual({ data: { post: { text: 'hi' } } });
    expect(chat.requests[0]).toMatchObject({
      traceId: call.traceId,
      caller: { mode: 'AWS_IAM', label: 'publisher' },
    });
    await expect(chat.appsync.executeAs('arn:nowhere', { query: '' }, call)).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
    const keyOnly = createChat();
    await expect(keyOnly.appsync.executeAs(endpointArn, { query: '' }, call)).rejects.toMatchObject({
      code: 'AccessDeniedException',
      status: 403,
    });
  });
});
