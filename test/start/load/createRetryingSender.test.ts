import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Entry } from '../../../start/load/Entry.ts';
import { createRetryingSender } from '../../../start/load/createRetryingSender.ts';
import type { Renewal } from '../../../start/load/openSession.ts';

type Answer = (response: ServerResponse, authorization: string) => unknown;

const ACCEPTED: Answer = (response) => response.end('{"data":{"placeOrder":{"id":"o-01"}}}');
const refusing =
  (errorType: string, status = 200): Answer =>
  (response) =>
    response.writeHead(status).end(JSON.stringify({ data: null, errors: [{ errorType, message: 'No' }] }));
const CUT: Answer = (response) => response.destroy();

const entry: Entry = { line: 3, kind: 'order', input: { orderId: 'o-01' } };

let close = () => {};
afterEach(() => close());

/** A sender to an API that gives these answers in turn, and then always the last one. */
async function aSender(...answers: readonly Answer[]) {
  let requests = 0;
  const server = createServer((request, response) => {
    const answer = answers[Math.min(requests++, answers.length - 1)]!;
    answer(response, request.headers.authorization!);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  const pauses: number[] = [];
  const stop = new AbortController();
  const renewing: Renewal[] = ['renewed'];
  let renewals = 0;
  const session = {
    token: 'old',
    async renew(refused: string): Promise<Renewal> {
      if (refused !== this.token) return 'renewed';
      const renewal = renewing.shift() ?? 'refused';
      if (renewal === 'renewed') this.token = `new${++renewals}`;
      return renewal;
    },
  };
  const send = createRetryingSender({
    graphqlUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    session,
    pause: async (ms) => pauses.push(ms),
    stop: stop.signal,
  });
  return { send, stop, renewing, pauses, requests: () => requests, renewals: () => renewals };
}

describe('a transient refusal', () => {
  test.each([
    ['a busy table', refusing('TryAgain')],
    ['a queue that does not take it', refusing('QueueUnavailable')],
    ['a connection that is cut', CUT],
    ['a gateway without backend', (response: ServerResponse) => response.writeHead(502).end('<html>')],
    ['too many requests', refusing('ThrottlingException', 429)],
  ])('%s: the request is sent again, with a longer pause each time', async (_, passing) => {
    const { send, pauses, requests } = await aSender(passing, passing, ACCEPTED);
    expect(await send(entry)).toBe(entry);
    expect(requests()).toBe(3);
    expect(pauses).toHaveLength(2);
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(125 * 2 ** index);
      expect(pause).toBeLessThanOrEqual(375 * 2 ** index);
    }
  });

  test('is reported after six attempts', async () => {
    const { send, pauses, requests } = await aSender(refusing('TryAgain'));
    expect(await send(entry)).toEqual({
      line: 3,
      kind: 'order',
      errorType: 'TryAgain',
      message: 'No',
      value: { type: 'order', orderId: 'o-01' },
    });
    expect([requests(), pauses.length]).toEqual([6, 5]);
  });
});

test('a permanent refusal is reported at once', async () => {
  const { send, requests } = await aSender(refusing('OrderConflict'));
  expect(await send(entry)).toMatchObject({ errorType: 'OrderConflict' });
  expect(requests()).toBe(1);
});

test('an answer that is not GraphQL is reported by its status', async () => {
  const { send } = await aSender((response) => response.writeHead(404).end('nothing here'));
  expect(await send(entry)).toMatchObject({ errorType: 'HTTP 404', message: 'nothing here' });
});

test('an expired session is renewed, and the refused request is sent again without a pause', async () => {
  const byToken: Answer = (response, authorization) =>
    authorization === 'old'
      ? refusing('UnauthorizedException', 401)(response, authorization)
      : ACCEPTED(response, '');
  const { send, pauses, renewals } = await aSender(byToken);
  expect(await Promise.all([send(entry), send(entry), send(entry)])).toEqual([entry, entry, entry]);
  expect([renewals(), pauses]).toEqual([1, []]);
});

test('a session whose renewal fails is renewed later', async () => {
  const byToken: Answer = (response, authorization) =>
    authorization === 'old'
      ? refusing('UnauthorizedException', 401)(response, authorization)
      : ACCEPTED(response, '');
  const { send, renewing, pauses } = await aSender(byToken);
  renewing.splice(0, 1, 'failed', 'failed', 'renewed');
  expect(await send(entry)).toBe(entry);
  expect(pauses).toHaveLength(2);
});

describe('once it is stopped', () => {
  test('a request in flight is not sent again', async () => {
    const { send, stop, pauses, requests } = await aSender((response, authorization) => {
      stop.abort();
      refusing('TryAgain')(response, authorization);
    });
    expect(await send(entry)).toMatchObject({ errorType: 'TryAgain' });
    expect([requests(), pauses]).toEqual([1, []]);
  });

  test('a request that waits for its next attempt is not sent again', async () => {
    const { send, stop, pauses, requests } = await aSender(refusing('TryAgain'));
    pauses.push = () => {
      stop.abort();
      return 0;
    };
    expect(await send(entry)).toMatchObject({ errorType: 'TryAgain' });
    expect(requests()).toBe(1);
  });

  test('the session is not renewed', async () => {
    const { send, stop, renewals, requests } = await aSender((response, authorization) => {
      stop.abort();
      refusing('UnauthorizedException', 401)(response, authorization);
    });
    expect(await send(entry)).toMatchObject({ errorType: 'UnauthorizedException' });
    expect([requests(), renewals()]).toEqual([1, 0]);
  });
});

test('an entry is refused if its session cannot be renewed', async () => {
  const { send, requests } = await aSender(refusing('UnauthorizedException', 401));
  expect(await send(entry)).toMatchObject({ errorType: 'UnauthorizedException' });
  expect(requests()).toBe(2);
});
