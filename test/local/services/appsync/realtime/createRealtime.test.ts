import { describe, expect, test } from 'vitest';
import type { FieldFilter } from '../../../../../local/services/appsync/Execution.ts';
import { type Client, join } from './connectTo.ts';
import { createChat, type Filters } from './createChat.ts';

const ALL = '{ room text size tags author { name } authors { name } }';
const POST = `mutation ($room: String, $text: String, $size: Int, $tags: [String], $author: String) {
  post(room: $room, text: $text, size: $size, tags: $tags, author: $author) ${ALL}
}`;

const texts = (client: Client) =>
  client.frames.filter(({ type }) => type === 'data').map(({ payload }) => payload.data.onPost.text);

describe('filtering by arguments', () => {
  const cases: [string, object, object, boolean][] = [
    ['an omitted argument matches everything', {}, { room: 'a' }, true],
    ['an equal field passes', { room: 'a' }, { room: 'a' }, true],
    ['another value does not', { room: 'a' }, { room: 'b' }, false],
    ['every argument must match', { room: 'a', size: 1 }, { room: 'a', size: 2 }, false],
    ['null matches a field that is null', { room: null }, {}, true],
    ['null matches no value', { room: null }, { room: 'a' }, false],
    ['a value does not match null', { room: 'a' }, {}, false],
  ];
  test.each(cases)('%s', async (_claim, args, post, passes) => {
    const chat = createChat();
    const client = await join(chat);
    const declared = Object.keys(args).map((name) => `$${name}: ${name === 'size' ? 'Int' : 'String'}`);
    const passed = Object.keys(args).map((name) => `${name}: $${name}`);
    const lists = declared.length === 0 ? ['', ''] : [`(${declared.join()})`, `(${passed.join()})`];
    await client.start('a', `subscription ${lists[0]} { onPost ${lists[1]} { text } }`, args);
    await chat.run(POST, { text: 'hi', ...post });
    expect(texts(client)).toEqual(passes ? ['hi'] : []);
  });

  test('a field that the mutation did not select compares as null', async () => {
    const chat = createChat();
    const client = await join(chat);
    await client.start('a', 'subscription { onPost(room: "a") { text } }');
    await chat.run('mutation { post(room: "a", text: "hi") { text } }');
    expect(texts(client)).toEqual([]);
  });
});

async function withFilters(filters: Filters) {
  const chat = createChat({ filters });
  const client = await join(chat);
  await client.start('a', 'subscription { onPost { text } }');
  return { chat, client };
}

const only = (...filters: FieldFilter[]): Filters => ({ filter: { filterGroup: [{ filters }] } });
const rule = (fieldName: string, operator: string, value: unknown): FieldFilter => ({
  fieldName,
  operator,
  value,
});

describe('enhanced filters', () => {
  const post = { room: 'lobby', text: 'hi', size: 5, tags: ['red', 'blue'], author: 'Ada' };
  const matching: [string, string, unknown][] = [
    ['room', 'eq', 'lobby'],
    ['size', 'ne', 4],
    ['size', 'le', 5],
    ['size', 'lt', 6],
    ['size', 'ge', 5],
    ['size', 'gt', 4],
    ['room', 'gt', 'abc'],
    ['room', 'contains', 'obb'],
    ['tags', 'contains', 'red'],
    ['room', 'notContains', 'x'],
    ['tags', 'notContains', 'green'],
    ['room', 'beginsWith', 'lob'],
    ['room', 'in', ['attic', 'lobby']],
    ['size', 'notIn', [1, 2]],
    ['size', 'between', [5, 9]],
    ['size', 'between', [1, 5]],
    ['tags', 'containsAny', ['green', 'blue']],
    ['author.name', 'eq', 'Ada'],
    ['authors.name', 'eq', 'Ada'],
    ['missing', 'ne', 'x'],
  ];
  const failing: [string, string, unknown][] = [
    ['room', 'eq', 'Lobby'],
    ['size', 'eq', '5'],
    ['size', 'ne', 5],
    ['size', 'le', 4],
    ['size', 'lt', 5],
    ['size', 'ge', 6],
    ['size', 'gt', 5],
    ['room', 'gt', 4],
    ['room', 'contains', 'x'],
    ['size', 'contains', 5],
    ['tags', 'contains', 're'],
    ['tags', 'notContains', 'red'],
    ['room', 'beginsWith', 'obby'],
    ['room', 'in', ['attic']],
    ['size', 'notIn', [5]],
    ['size', 'between', [6, 9]],
    ['tags', 'containsAny', ['green']],
    ['room', 'containsAny', ['lobby']],
    ['author.name', 'eq', 'Bob'],
    ['authors.name', 'ne', 'Ada'],
    ['missing', 'eq', 'x'],
    ['text.deeper', 'eq', 'hi'],
  ];
  test.each(matching)('%s %s %j matches', async (...parts) => {
    const { chat, client } = await withFilters(only(rule(...parts)));
    await chat.run(POST, post);
    expect(texts(client)).toEqual(['hi']);
  });
  test.each(failing)('%s %s %j does not match', async (...parts) => {
    const { chat, client } = await withFilters(only(rule(...parts)));
    await chat.run(POST, post);
    expect(texts(client)).toEqual([]);
  });

  test('all filters of one group must match, and one group is enough', async () => {
    const both = [rule('room', 'eq', 'a'), rule('size', 'gt', 3)];
    const { chat, client } = await withFilters({
      filter: { filterGroup: [{ filters: both }, { filters: [rule('text', 'eq', 'pass')] }] },
    });
    await chat.run(POST, { text: 'room only', room: 'a', size: 1 });
    await chat.run(POST, { text: 'both', room: 'a', size: 4 });
    await chat.run(POST, { text: 'pass' });
    expect(texts(client)).toEqual(['both', 'pass']);
  });

  test('replace filtering by arguments', async () => {
    const chat = createChat({ filters: only(rule('size', 'gt', 3)) });
    const client = await join(chat);
    await client.start('a', 'subscription { onPost(room: "other") { text } }');
    await chat.run(POST, { text: 'hi', size: 4 });
    expect(texts(client)).toEqual(['hi']);
  });

  test('without a group match everything', async () => {
    const { chat, client } = await withFilters({ filter: { filterGroup: [] } });
    await chat.run(POST, { text: 'hi' });
    expect(texts(client)).toEqual(['hi']);
  });

  test('that AppSync refuses are answered with an error', async () => {
    const { client } = await withFilters(only(rule('a.b.c.d.e.f', 'eq', 1)));
    const message = 'filter fieldName `a.b.c.d.e.f` exceeds maximum depth 5';
    expect(client.frames[1]).toEqual({
      type: 'error',
      id: 'a',
      payload: { errors: [{ message, errorCode: 400 }] },
    });
  });
});

describe('invalidation', () => {
  const invalidationFilter = only(rule('room', 'eq', 'a')).filter!;

  test('completes the subscriptions whose filter matches, and closes their connection', async () => {
    const { chat, client } = await withFilters({ invalidationFilter });
    await chat.run('mutation { shut(room: "b") }');
    expect(client.closedWith()).toBeUndefined();
    await chat.run('mutation { shut(room: "a") }');
    expect(client.frames.at(-1)).toEqual({ type: 'complete', id: 'a' });
    expect(client.closedWith()).toEqual({ code: 1000, reason: 'Subscription complete.' });
    await chat.run(POST, { text: 'late' });
    expect(texts(client)).toEqual([]);
  });

  test('leaves subscriptions without such a filter alone', async () => {
    const { chat, client } = await withFilters({});
    await chat.run('mutation { shut(room: "a") }');
    expect(client.closedWith()).toBeUndefined();
  });
});

describe('delivery', () => {
  test('reaches every subscriber in the order of publication, shaped by its own selection', async () => {
    const chat = createChat();
    const [one, two] = [await join(chat), await join(chat)];
    await one.start('a', 'subscription { onPost { text } }');
    await two.start('a', 'subscription { mine: onPost { text size author { name } } }');
    for (const text of ['1', '2', '3'])
      await chat.run('mutation ($text: String) { post(text: $text) { text } }', { text });
    expect(texts(one)).toEqual(['1', '2', '3']);
    expect(two.frames.at(-1).payload).toEqual({ data: { mine: { text: '3', size: null, author: null } } });
  });

  test('is recorded in the feed with the trace of the mutation', async () => {
    const chat = createChat();
    const client = await join(chat);
    await client.start('a', 'subscription { onPost { text } }');
    const traceId = '1-00000000-aaaaaaaaaaaaaaaaaaaaaaaa';
    const headers = { 'x-api-key': 'da2-abcdefghijklmnopqrstuvwxyz', 'x-amzn-trace-id': `Root=${traceId}` };
    await chat.call({ headers, body: JSON.stringify({ query: 'mutation { post(text: "hi") { text } }' }) });
    expect(chat.feed).toMatchObject([
      { kind: 'delivery', traceId, field: 'onPost', subscriptionId: 'a', number: 1, bytes: 33 },
    ]);
  });

  test('drops payloads over 240 KB, and records it in the feed', async () => {
    const chat = createChat();
    const client = await join(chat);
    await client.start('a', 'subscription { onPost { text } }');
    const frame = Buffer.byteLength('{"data":{"onPost":{"text":""}}}');
    await chat.run(POST, { text: 'x'.repeat(240 * 1024 - frame) });
    await chat.run(POST, { text: 'y'.repeat(240 * 1024 - frame + 1) });
    expect(texts(client)).toHaveLength(1);
    expect(chat.feed.at(-1)).toMatchObject({
      kind: 'failure',
      source: 'onPost',
      code: 'SubscriptionPayloadTooLarge',
    });
  });
});
