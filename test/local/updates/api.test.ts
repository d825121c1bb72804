import { describe, expect, test } from 'vitest';
import { chat, resolver, SCHEMA, sayCode } from './chat.ts';
import { givenCloud, shown } from './givenCloud.ts';

const SAY = 'mutation { say(text: "hi") { text word } }';

describe('a running cloud', () => {
  test('serves a changed resolver and a changed function from the next request on, and says what changed', async () => {
    const { graphql, update, feed, cloud } = await givenCloud({ Chat: chat() });
    expect(await graphql('mutation { say(text: "hi") { word } shout }')).toEqual({
      data: { say: { word: 'said' }, shout: 'hey' },
    });
    const ids = cloud.describe();

    const { changes } = await update({ Chat: chat({ word: 'told', answer: "'HEY'" }) });

    expect(shown(changes)).toEqual(['updated Chat/Shouter Code', 'updated Chat/Say Code']);
    expect(await graphql('mutation { say(text: "hi") { word } shout }')).toEqual({
      data: { say: { word: 'told' }, shout: 'HEY' },
    });
    expect(cloud.describe()).toEqual(ids);
    expect(feed.filter(({ kind }) => kind === 'update')).toMatchObject([{ traceId: null, changes }]);
  });

  test('serves a field that was added, with its resolver', async () => {
    const { graphql, update } = await givenCloud({ Chat: chat() });
    const schema = SCHEMA.replace('nothing: String', 'nothing: String word: Saying');
    const more = { Word: resolver('word', 'None', sayCode('new'), 'Query') };

    const { changes } = await update({ Chat: chat({ schema, more }) });

    expect(shown(changes)).toEqual(['updated Chat/Schema Definition', 'added Chat/Word']);
    expect(await graphql('{ word { word } }')).toEqual({ data: { word: { word: 'new' } } });
  });

  test('removes a field with its resolver', async () => {
    const { graphql, update } = await givenCloud({ Chat: chat() });
    const { Shout: _, ...Resources } = chat({ schema: SCHEMA.replace('shout: String', '') }).Resources;

    expect(shown((await update({ Chat: { Resources } })).changes)).toEqual([
      'updated Chat/Schema Definition',
      'removed Chat/Shout',
    ]);
    expect((await graphql('mutation { shout }')).errors[0].message).toContain("Field 'shout'");
  });

  test('that takes the same assembly again changes nothing', async () => {
    const { update, feed } = await givenCloud({ Chat: chat() });
    expect((await update({ Chat: chat() })).changes).toEqual([]);
    expect(feed.filter(({ kind }) => kind === 'update')).toEqual([]);
  });
});

describe('a version that cannot be taken is refused, and the old one serves on:', () => {
  test.each<[string, ReturnType<typeof chat>, string]>([
    ['a schema with a syntax error', chat({ schema: `${SCHEMA} type {` }), 'Syntax Error'],
    [
      'a resolver that AppSync refuses',
      chat({ word: "'; for (;;) {} '" }),
      'Chat/Say (AWS::AppSync::Resolver): Say: ',
    ],
    [
      'a resolver without its field',
      chat({ schema: SCHEMA.replace('shout: String', '') }),
      'Chat/Shout (AWS::AppSync::Resolver): ',
    ],
    ['an unsupported type', chat({ more: { Ship: { Type: 'AWS::Sea::Ship' } } }), 'AWS::Sea::Ship'],
    [
      'a property that is not supported',
      chat({ more: { Jobs: { Type: 'AWS::SQS::Queue', Properties: { Colour: 'red' } } } }),
      'Chat/Jobs (AWS::SQS::Queue): property Colour is not supported.',
    ],
  ])('%s', async (_fault, next, message) => {
    const { graphql, update, feed, cloud } = await givenCloud({ Chat: chat() });
    const before = cloud.stacks;
    await expect(update({ Chat: next })).rejects.toThrow(message);
    expect(await graphql(SAY)).toEqual({ data: { say: { text: 'hi', word: 'said' } } });
    expect(cloud.stacks).toBe(before);
    expect(feed.filter(({ kind }) => kind === 'update')).toEqual([]);
  });
});
