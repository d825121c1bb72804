import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openSession } from '../../../start/load/openSession.ts';

type Answer = (response: ServerResponse) => unknown;
const SIGNED_IN: Answer = (response) => response.end('{"AuthenticationResult":{"IdToken":"token"}}');
const SIGNED_IN_AGAIN: Answer = (response) => response.end('{"AuthenticationResult":{"IdToken":"other"}}');
const CHALLENGED: Answer = (response) => response.end('{"ChallengeName":"NEW_PASSWORD_REQUIRED"}');
const refusing =
  (status: number, type: string): Answer =>
  (response) =>
    response.writeHead(status).end(JSON.stringify({ __type: type, message: 'No' }));
const CUT: Answer = (response) => response.destroy();

let close = () => {};
afterEach(() => close());

/** Opens a session with a Cognito that gives these answers in turn. */
async function aSession(...answers: Answer[]) {
  const server = createServer((request, response) => {
    request.resume();
    answers.shift()!(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const deployment = { awsEndpointUrl: url, graphqlUrl: url, userPoolId: 'pool', userPoolClientId: 'client' };
  return openSession(deployment, { user: 'admin', password: 'secret' }, new AbortController().signal);
}

test('requests that were refused with the same token renew the session once', async () => {
  const session = await aSession(SIGNED_IN, SIGNED_IN_AGAIN);
  expect(await Promise.all(['token', 'token'].map((token) => session.renew(token)))).toEqual([
    'renewed',
    'renewed',
  ]);
  expect([session.token, await session.renew('token')]).toEqual(['other', 'renewed']);
});

test.each([
  ['a connection that is cut', CUT],
  ['a server that is down', refusing(503, 'ServiceUnavailable')],
  ['too many requests', refusing(400, 'TooManyRequestsException')],
])('%s is not a refusal: signing in again may still succeed', async (_, blip) => {
  const session = await aSession(SIGNED_IN, blip, SIGNED_IN_AGAIN);
  expect([await session.renew('token'), session.token]).toEqual(['failed', 'token']);
  expect([await session.renew('token'), session.token]).toEqual(['renewed', 'other']);
});

test.each([
  ['a refusal', refusing(400, 'NotAuthorizedException')],
  ['another challenge', CHALLENGED],
])('%s from Cognito is final', async (_, refusal) => {
  const session = await aSession(SIGNED_IN, refusal);
  expect([await session.renew('token'), session.token]).toEqual(['refused', 'token']);
});

test('a user who needs more than a password gets an error that says so', async () => {
  await expect(aSession(CHALLENGED)).rejects.toMatchObject({
    name: 'OperatorError',
    message: 'admin cannot sign in: a password alone is not enough, Cognito asks for NEW_PASSWORD_REQUIRED',
  });
});
