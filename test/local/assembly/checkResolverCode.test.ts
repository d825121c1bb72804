import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OperatorError } from '../../../local/platform/errors.ts';
import { translateCode } from '../../../local/services/appsync/runtime/translateCode.ts';
import { readKnownCode } from '../../../local/services/appsync/typeCheck/checkStoredCode.ts';
import { startCloud } from '../../../local/startCloud.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'code-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const right =
  'export const request = (ctx) => ({ payload: null });\nexport const response = (ctx) => ctx.result;\n';
const wrong = `// shop/price.js\nvar price = ({ euros, cents }) => euros * 100 + cents;\nprice({ euros: 1 });\n${right}`;
const doubtful = `import { extensions } from '@aws-appsync/utils';\nconst one = { fieldName: 'id', operator: 'eq', value: '1' };\nextensions.setSubscriptionFilter({ filterGroup: [{ filters: [one] }] });\n${right}`;

const apiId = { 'Fn::GetAtt': ['Api', 'ApiId'] };
const appsync = (type: string, properties: object, DependsOn?: string) => ({
  Type: `AWS::AppSync::${type}`,
  Properties: { ...(type !== 'GraphQLApi' && { ApiId: apiId }), ...properties },
  ...(DependsOn && { DependsOn }),
});
const Runtime = { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' };

/** Starts an API of one field and one function that nobody uses, with their code. */
async function start(field: string, ofFunction = right) {
  const DataSourceName = { 'Fn::GetAtt': ['Nothing', 'Name'] };
  const Resources = {
    Api: appsync('GraphQLApi', { Name: 'shop', AuthenticationType: 'API_KEY' }),
    Schema: appsync('GraphQLSchema', { Definition: 'type Query { price: Int }' }),
    Nothing: appsync('DataSource', { Name: 'nothing', Type: 'NONE' }),
    Price: appsync(
      'Resolver',
      { TypeName: 'Query', FieldName: 'price', DataSourceName, Runtime, Code: field },
      'Schema',
    ),
    Step: appsync('FunctionConfiguration', { Name: 'step', DataSourceName, Runtime, Code: ofFunction }),
  };
  const stack = {
    type: 'aws:cloudformation:stack',
    properties: { templateFile: 'Shop.template.json', stackName: 'Shop' },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '1', artifacts: { Shop: stack } }));
  writeFileSync(join(folder, 'Shop.template.json'), JSON.stringify({ Resources }));
  const cloud = await startCloud({ assembly: folder, checkedCode: join(folder, 'checked.json') });
  await cloud.close();
  return cloud.codeWarnings;
}

const refusalOf = async (...code: [string, string?]) => {
  const error = await start(...code).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(OperatorError);
  return (error as OperatorError).message.split('\n');
};

test('code of wrong types is refused in AppSync’s words, with the resource, the place and the bundled file', async () => {
  const fault =
    "  3:7 (shop/price.js) TS2345 Argument of type '{ euros: number; }' is not assignable to parameter of type '{ euros: any; cents: any; }'. Property 'cents' is missing in type '{ euros: number; }' but required in type '{ euros: any; cents: any; }'.";
  expect(await refusalOf(wrong, wrong)).toEqual([
    'Shop/Price (AWS::AppSync::Resolver): The code contains one or more errors.',
    fault,
    'Shop/Step (AWS::AppSync::FunctionConfiguration): The code contains one or more errors.',
    fault,
  ]);
});

test('code that only AppSync’s own types make doubtful starts, with a warning, which a later start repeats', async () => {
  const warning = [
    'Shop/Price (AWS::AppSync::Resolver): AppSync may refuse this code, which does not fit the types of @aws-appsync/utils.',
    expect.stringMatching(/^ {2}3:62 TS2322 Type .* is not assignable to type 'SubscriptionFilterEntry'\./),
  ];
  const [first] = await start(doubtful);
  expect(first?.split('\n')).toEqual(warning);
  expect(await start(doubtful)).toEqual([first]);
});

test('what was checked is not checked again, unless the compiler or its rules changed', async () => {
  const file = join(folder, 'checked.json');
  expect(await start(right)).toEqual([]);
  const remembered = readFileSync(file, 'utf8');
  const doctored = remembered.replaceAll(
    '[]',
    '[{"code":"TS1","message":"remembered","line":1,"column":1,"isCertain":false}]',
  );

  writeFileSync(file, doctored);
  expect((await start(right)).join()).toContain('1:1 TS1 remembered');

  writeFileSync(file, doctored.replace('"judges":"', '"judges":"another '));
  expect(await start(right)).toEqual([]);
});

test('code of which only the port of an address is another is known, and its syntax as well', async () => {
  const posting = (port: number, also = '') =>
    `${right}const queueUrl = 'http://127.0.0.1:${port}/000000000000/jobs';\n${also}`;
  const file = join(folder, 'checked.json');
  await start(posting(34567));
  const [known, remembered] = [readKnownCode(file), readFileSync(file, 'utf8')];
  await start(posting(45678));
  expect(readFileSync(file, 'utf8')).toBe(remembered);
  const isKnown = (source: string) => known(source) !== undefined;
  expect([34567, 45678, 4566].map((port) => isKnown(posting(port)))).toEqual([true, true, false]);
  expect(isKnown(posting(34567, '//'))).toBe(false);
});

describe('known code', () => {
  const file = () => join(folder, 'checked.json');
  const source = (port: number) =>
    `const url = 'http://127.0.0.1:${port}/jobs';\nexport const response = () => url + '';\nexport const request = () => url;\n`;
  beforeAll(() => start(source(34567)));

  test('becomes the script that it becomes when it is parsed, whatever the port', () => {
    const known = readKnownCode(file());
    for (const port of [34567, 45678]) {
      const { script, placeOf } = translateCode({ source: source(port) });
      const translated = translateCode(known(source(port))!);
      expect(translated.script).toBe(script);
      expect(translated.script).toContain(String(port));
      expect(translated.placeOf(2, 50)).toBe(placeOf(2, 50));
    }
  });

  test('is one for all resolvers that have it', () => {
    const known = readKnownCode(file());
    expect(known(source(34567))).toBe(known(source(34567)));
  });

  test('is not parsed, unless the file is damaged', () => {
    const whole = readFileSync(file(), 'utf8');
    const scriptFrom = (text: string) => {
      writeFileSync(file(), text);
      return translateCode(readKnownCode(file())(source(34567))!).script;
    };
    const script = scriptFrom(whole);
    expect(scriptFrom(whole.replaceAll('tick(1,', 'tick(7,'))).toBe(script.replaceAll('tick(1,', 'tick(7,'));
    for (const damaged of ['{', '{}'])
      expect(scriptFrom(whole.replaceAll(/"rewriting":".*?[^\\]"/g, `"rewriting":"${damaged}"`))).toBe(
        script,
      );
  });
});

test('code that AppSync does not parse is refused, however often it is tried', async () => {
  for (const _attempt of ['first', 'second'])
    expect(await refusalOf(`${right}while (true) {}`)).toEqual([
      expect.stringContaining('While statements are not supported'),
    ]);
});
