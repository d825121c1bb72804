import { describe, expect, test } from 'vitest';
import { API_ID, API_KEY, createChat, NEW_YEAR, refusalOf } from '../realtime/createChat.ts';

const body = '{"query":"{ motto }"}';

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
  ])('%s is refused, and the feed shows it', async (_what, headers, message) => {
    const chat = createChat();
    expect(await refusalOf(chat.call({ body, headers }))).toEqual([401, 'UnauthorizedException', message]);
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
