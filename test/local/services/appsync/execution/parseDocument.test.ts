import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../../../local/services/appsync/execution/parseDocument.ts';
import { nest, repeat } from './shapes.ts';
import { startApi } from './startApi.ts';

const schema = `
  type Query { self: Query, word: String, find(list: [[Int]], filter: Filter, text: String): String }
  input Filter { all: Filter }
`;
const { run } = startApi({ schema });

describe('a document that is malformed', () => {
  test.each([
    ['nests selections deeply', nest(3000, '{ self ', '{ word }', '}')],
    ['nests selections a level too deep', nest(150, '{ self ', '{ word }', '}')],
    ['nests lists deeply', `{ find(list: ${nest(7000, '[', '', ']')}) }`],
    ['nests objects deeply', `{ find(filter: ${nest(3500, '{ all: ', 'null', '}')}) }`],
    ['nests a type deeply', `query ($a: ${nest(7000, '[', 'Int', ']')}) { word }`],
    ['closes what it did not open', '}'.repeat(5000)],
    ['has more than 15,000 tokens', `{ ${'word '.repeat(15_000)} }`],
    ['has very many comments', `{ word }${'#\n'.repeat(100_000)}`],
    ['is longer than a request', `{ word }${' '.repeat(1024 * 1024)}`],
    ['does not end a string', '{ find(text: """'],
  ])('%s', async (_, query) => {
    await expect(run(query)).rejects.toMatchObject({
      code: 'MalformedHttpRequestException',
      message: 'Unable to parse GraphQL query.',
      status: 400,
    });
  });
});

test('a document may nest as deep as a depth limit may be', async () => {
  expect(await run(nest(74, '{ self ', '{ word }', '}'))).toMatchObject({ data: { self: null } });
});

test('nodes know their lines, and hold neither the text nor other tokens', () => {
  const { document, tokens } = parseDocument(
    '{\n  word # a comment\n  find(text: """\n\n""")\n  self { word }\n}',
  );
  const [operation] = document.definitions;
  const { loc } = operation as { loc: NonNullable<(typeof document)['loc']> };

  expect(tokens).toBe(13);
  expect([loc.startToken.line, loc.endToken.line, loc.source.body]).toEqual([1, 7, '']);
  expect([loc.startToken.next, loc.endToken.prev]).toEqual([null, null]);
});

test('an error names the line and the column of its field', async () => {
  expect((await run('{\n  word\n\n    none\n}')).errors).toMatchObject([
    { locations: [{ line: 4, column: 5 }] },
  ]);
});

describe('errors are found without reading the text again for each', { timeout: 3000 }, () => {
  const lines = '\n'.repeat(900_000);

  test('where names are undefined', async () => {
    const { errors } = await run(`{ ${lines} ${repeat(3500, (at) => `a${at}`)} }`);

    expect(errors).toHaveLength(101);
    expect(errors![0]!.locations).toMatchObject([{ line: 900_001 }]);
    expect(errors![100]!.message).toBe(
      'Validation error of type MaxValidationErrorsReached: The maximum number of validation errors has been reached. (100)',
    );
  });

  test('where fragments form cycles', async () => {
    const fragments = repeat(150, (at) => `fragment F${at} on Query { ...F${(at + 1) % 150} ...F0 }`);

    expect((await run(`${lines} ${fragments} { word }`)).errors![0]!.message).toContain('FragmentCycle');
  });
});
