import { describe, expect, test } from 'vitest';
import { join, subprotocolOf } from '../realtime/connectTo.ts';
import { API_ID, createChat } from '../realtime/createChat.ts';
import { CLIENT_ID, givenPool, givenUser, POOL_ID, USER_POOL } from './givenUser.ts';

const body = '{"query":"{ motto }"}';

function pooledChat(appIdClientRegex?: string) {
  const mode = { ...USER_POOL, ...(appIdClientRegex === undefined ? {} : { appIdClientRegex }) };
  const chat = createChat({ authModes: [mode] });
  givenPool(chat);
  const ask = (authorization: string) => chat.call({ body, headers: { authorization } });
  const refusal = async (authorization: string) => {
    const { status, body: answer } = await ask(authorization);
    return [status, JSON.parse(String(answer)).errors?.[0].message];
  };
  return { ...chat, ask, refusal };
}

describe('a user pool’s token', () => {
  test('makes its user the caller', async () => {
    const chat = pooledChat();
    const { IdToken } = await givenUser(chat, 'ada', ['moderators']);
    expect((await chat.ask(IdToken)).status).toBe(200);
    const { caller } = chat.requests[0]!;
    expect(caller).toMatchObject({ mode: 'AMAZON_COGNITO_USER_POOLS', groups: ['moderators'], label: 'ada' });
    expect(caller.identity).toEqual({
      sub: (caller.identity as any).claims.sub,
      issuer: expect.stringMatching(new RegExp(`/${POOL_ID}$`)),
      username: 'ada',
      claims: expect.objectContaining({ aud: CLIENT_ID, token_use: 'id' }),
      sourceIp: ['127.0.0.1'],
      defaultAuthStrategy: 'ALLOW',
      groups: ['moderators'],
    });
  });

  test('may be an access token, behind Bearer; without a group, groups is null', async () => {
    const chat = pooledChat();
    const { AccessToken } = await givenUser(chat, 'bob');
    expect((await chat.ask(`Bearer ${AccessToken}`)).status).toBe(200);
    expect(chat.requests[0]!.caller).toMatchObject({
      groups: [],
      label: 'bob',
      identity: { username: 'bob', groups: null, claims: { token_use: 'access' } },
    });
  });

  test('a resolver that writes into its identity does not change the next request’s', async () => {
    const chat = pooledChat();
    const source = `
      export const request = () => ({ payload: null });
      export function response({ identity }) {
        identity.groups.push('intruders');
        identity.claims.sub = 'nobody';
        return [identity.username, ...identity.groups].join();
      }`;
    const resolvers = chat.appsync.api(API_ID)!.resolvers;
    resolvers.set('Query.motto', { ...resolvers.get('Query.motto')!, code: { source } });
    const { IdToken } = await givenUser(chat, 'ada', ['moderators']);

    for (const turn of ['first', 'second', 'third'])
      expect([turn, (await chat.ask(IdToken)).body]).toEqual([
        turn,
        '{"data":{"motto":"ada,moderators,intruders"}}',
      ]);
    expect(chat.requests.map(({ caller }) => caller.groups)).toEqual([
      ['moderators'],
      ['moderators'],
      ['moderators'],
    ]);
  });

  test('is refused once it has expired', async () => {
    const chat = pooledChat();
    const { IdToken } = await givenUser(chat, 'ada');
    await chat.world.clock.advance(3600_000);
    expect(await chat.refusal(IdToken)).toEqual([401, 'Token has expired.']);
  });

  test('is refused when it is no token, or was changed', async () => {
    const chat = pooledChat();
    const { IdToken } = await givenUser(chat, 'ada');
    const [header, , signature] = IdToken.split('.');
    const claims = JSON.parse(Buffer.from(IdToken.split('.')[1]!, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, 'cognito:groups': ['moderators'] })).toString(
      'base64url',
    );
    expect(await chat.refusal('meow')).toEqual([401, 'Unable to parse JWT token.']);
    expect(await chat.refusal(`${header}.${forged}.${signature}`)).toEqual([
      401,
      'Valid authorization header not provided.',
    ]);
  });

  test('is refused whatever JSON its claims and its header are', async () => {
    const chat = pooledChat();
    const { IdToken } = await givenUser(chat, 'ada');
    const [header = '', claims = '', signature] = IdToken.split('.').map((part, at) =>
      at < 2 ? JSON.parse(Buffer.from(part, 'base64url').toString()) : part,
    );
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const traps: unknown[] = [
      { toString: 'a', valueOf: 1 },
      [],
      [[]],
      null,
      1,
      true,
      '',
      { __proto__: null },
    ];
    for (const trap of traps) {
      for (const name of Object.keys(claims))
        expect(
          (await chat.refusal(`${encode(header)}.${encode({ ...claims, [name]: trap })}.${signature}`))[0],
        ).toBe(401);
      for (const name of ['alg', 'kid', 'typ', 'crit', 'b64', 'jwk'])
        expect((await chat.refusal(`${encode({ ...header, [name]: trap })}.${encode(claims)}.x`))[0]).toBe(
          401,
        );
      expect((await chat.refusal(`${encode(trap)}.${encode(claims)}.x`))[0]).toBe(401);
      expect((await chat.refusal(`${encode(header)}.${encode(trap)}.x`))[0]).toBe(401);
    }
  });

  test('of another pool or another client is not permitted', async () => {
    const chat = pooledChat('^another');
    givenPool(chat, 'us-east-1_strangers', 'anotheranotheranother00001');
    const stranger = await givenUser(chat, 'eve', [], 'us-east-1_strangers', 'anotheranotheranother00001');
    const { IdToken, AccessToken } = await givenUser(chat, 'ada');
    for (const token of [stranger.IdToken, IdToken, AccessToken])
      expect(await chat.refusal(token)).toEqual([401, 'Permission denied']);
  });

  test('of a client that the expression names is permitted', async () => {
    const chat = pooledChat('^chatters');
    const { IdToken, AccessToken } = await givenUser(chat, 'ada');
    expect([(await chat.ask(IdToken)).status, (await chat.ask(AccessToken)).status]).toEqual([200, 200]);
  });

  test('opens a connection that outlives it, but starts no subscription after it expired', async () => {
    const chat = pooledChat();
    const { IdToken: Authorization } = await givenUser(chat, 'ada');
    const client = await join(chat, {
      headers: { 'sec-websocket-protocol': subprotocolOf({ Authorization }) },
    });
    const start = (id: string) => client.start(id, 'subscription { onPost { text } }', {}, { Authorization });
    await start('a');
    await chat.world.clock.advance(3600_000);
    const { AccessToken } = await givenUser(chat, 'bob');
    await chat.call({
      headers: { authorization: AccessToken },
      body: JSON.stringify({ query: 'mutation { post(text: "hi") { text } }' }),
    });
    await start('b');
    expect(client.frames.slice(1)).toMatchObject([
      { type: 'start_ack', id: 'a' },
      { type: 'data', id: 'a' },
      {
        type: 'error',
        id: 'b',
        payload: { errors: [{ errorType: 'UnauthorizedException', message: 'Token has expired.' }] },
      },
    ]);
    expect(chat.requests[0]!.caller.label).toBe('ada');
  });
});
