import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createClient } from '../../bench/client/createClient.ts';
import { sessionOf } from '../../start/connect.ts';
import { createRequestLog, createSender } from '../../start/demo/sendRequests.ts';
import { confirm } from '../../start/demo/requests.ts';
import type { RetryOptions } from '../../start/retry.ts';

const ACCEPTED = { data: { confirmBooking: { id: 'booking-1', status: 'APPROVED' } } };
const refusal = (errorType: string) => ({
  data: { confirmBooking: null },
  errors: [{ errorType, message: 'Not now' }],
});
const CONFLICT = refusal('TryAgain');

let close = () => {};
afterEach(() => close());

/** An API that gives these answers in turn, and then always the last one, and how a client pauses between them. */
async function anApi(...answers: readonly object[]) {
  let requests = 0;
  const server = createServer((_request, response) =>
    response.end(JSON.stringify(answers[Math.min(requests++, answers.length - 1)])),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  const pauses: number[] = [];
  const stop = new AbortController();
  return {
    graphqlUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    retries: { pause: async (ms: number) => pauses.push(ms), stop: stop.signal },
    pauses,
    stop,
    requests: () => requests,
  };
}

const CONFIRM = 'mutation ($id: ID!) { confirmBooking(bookingId: $id) { id status } }';
const aSession = (graphqlUrl: string, retries: RetryOptions) =>
  sessionOf({ graphqlUrl, username: 'ada', idToken: 'token' }, retries);

describe('a session', () => {
  test('retries what conflicts, with a longer pause each time', async () => {
    const { graphqlUrl, retries, pauses, requests } = await anApi(CONFLICT, CONFLICT, ACCEPTED);
    const answer = await aSession(graphqlUrl, retries).graphql(CONFIRM, { id: 'booking-1' });
    expect([answer, requests(), pauses.length]).toEqual([ACCEPTED.data, 3, 2]);
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(125 * 2 ** index);
      expect(pause).toBeLessThanOrEqual(375 * 2 ** index);
    }
  });

  test('throws what it is refused after six attempts', async () => {
    const { graphqlUrl, retries, pauses, requests } = await anApi(CONFLICT);
    await expect(aSession(graphqlUrl, retries).graphql(CONFIRM)).rejects.toThrow(
      /^GraphQL refused: .*Not now/,
    );
    expect([requests(), pauses.length]).toEqual([6, 5]);
  });

  test.each<[string, object]>([
    ['another refusal', refusal('StateConflict')],
    ['a conflict beside another refusal', { errors: [...CONFLICT.errors, ...refusal('NotFound').errors] }],
    ['a conflict beside a field that was carried out', { ...CONFLICT, data: { other: { id: '1' } } }],
  ])('does not retry %s', async (_, answer) => {
    const { graphqlUrl, retries, requests } = await anApi(answer, ACCEPTED);
    await expect(aSession(graphqlUrl, retries).graphql(CONFIRM)).rejects.toThrow(/^GraphQL refused: /);
    expect(requests()).toBe(1);
  });

  test('that is stopped while it waits sends nothing more', async () => {
    const { graphqlUrl, retries, stop, requests } = await anApi(CONFLICT, ACCEPTED);
    const pause = async () => stop.abort();
    await expect(aSession(graphqlUrl, { ...retries, pause }).graphql(CONFIRM)).rejects.toThrow('Not now');
    expect(requests()).toBe(1);
  });
});

test('the demo retries what conflicts, and logs and shows one answer', async () => {
  const { graphqlUrl, retries, pauses } = await anApi(CONFLICT, ACCEPTED);
  const shown: unknown[] = [];
  const screen = {
    line: (line: object) => shown.push(line),
    text: () => undefined,
    below: () => undefined,
    scene: async () => undefined,
    pause: async () => undefined,
  };
  const requestLog = createRequestLog();
  const { send } = createSender({ graphqlUrl, requestLog, screen, ...retries });
  const ada = { name: 'Ada', session: aSession(graphqlUrl, retries) };
  expect(await send(confirm(ada, 'booking-1'))).toMatchObject({ outcome: 'accepted', code: 'APPROVED' });
  expect(pauses).toHaveLength(1);
  expect(requestLog.entries).toMatchObject([{ answer: { code: 'APPROVED' } }]);
  expect(shown).toMatchObject([{ status: 'APPROVED' }]);
});

test('a client of the benchmarks retries what conflicts', async () => {
  const { graphqlUrl, retries, pauses } = await anApi(CONFLICT, ACCEPTED);
  const client = createClient(graphqlUrl, 'token', retries);
  expect(await client.call(CONFIRM, { id: 'booking-1' })).toEqual(ACCEPTED);
  expect(pauses).toHaveLength(1);
  client.close();
});
