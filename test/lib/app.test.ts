import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { Validations } from 'aws-cdk-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createApp, synthesize } from '../../lib/app.ts';
import { SettingsError } from '../../lib/platform/settings.ts';
import { outline } from './support/outline.ts';
import { production } from './support/production.ts';

let assembly: CloudAssembly;

// Checked by CloudFormation's schemas, AWS Solutions and our own rules: an unacknowledged finding throws here.
beforeAll(() => {
  assembly = synthesize();
});

const template = (stack: 'Data' | 'Service') => assembly.getStackByName(`Frontdesk-dev-${stack}`).template;

test('the app passes its checks, in development and in production', () => {
  expect(assembly.stacks.map(({ stackName }) => stackName)).toEqual([
    'Frontdesk-dev-Data',
    'Frontdesk-dev-Service',
  ]);
  expect(() =>
    synthesize({ context: { ...production, alarmTopicArn: 'arn:aws:sns:eu-west-1:111122223333:alarms' } }),
  ).not.toThrow();
});

describe.each(['Data', 'Service'] as const)('the %s stack', (stack) => {
  test('is outlined in its snapshot', async () => {
    await expect(outline(template(stack))).toMatchFileSnapshot(`__snapshots__/${stack}.outline.txt`);
  });

  test('has room below CloudFormation’s limits', () => {
    expect(Object.keys(template(stack).Resources).length).toBeLessThan(400);
    expect(JSON.stringify(template(stack)).length).toBeLessThan(800_000);
  });
});

test('every acknowledged finding has its reason', () => {
  const acknowledged = createApp({ checks: false })
    .node.findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries<string>(data));
  expect(acknowledged).not.toHaveLength(0);
  for (const [id, reason] of acknowledged) expect(reason.split(' ').length, id).toBeGreaterThan(5);
});

test('synthesis is the same every time', () => {
  const again = synthesize({ checks: false });
  for (const { stackName } of again.stacks) {
    expect(again.getStackByName(stackName).template).toEqual(assembly.getStackByName(stackName).template);
  }
});

describe('the chaos door', () => {
  const schema = readFileSync('schema.graphql', 'utf8');
  const serviceOf = (context: Record<string, string>) => {
    const { stage } = context;
    const service = synthesize({ checks: false, context }).getStackByName(`Frontdesk-${stage}-Service`);
    const { Resources } = service.template as { Resources: Record<string, Record<string, any>> };
    const definition = Object.values(Resources).find(({ Type }) => Type === 'AWS::AppSync::GraphQLSchema');
    return { text: JSON.stringify(Resources), definition: definition!['Properties'].Definition as string };
  };

  test('is nowhere in a stage where it is shut, and all else of the schema is as it is written', () => {
    const { text, definition } = serviceOf(production);
    expect(text).not.toMatch(/simulateRawEvent|RawEventInput/i);
    const lines = definition.split('\n');
    expect(schema.split('\n').filter((line) => !lines.includes(line))).toEqual([
      '"An event\'s row, as it will be stored in the table."',
      'input RawEventInput {',
      '  pk: String!',
      '  sk: String!',
      expect.stringMatching(/^ {2}"Writes an event's row/),
      expect.stringMatching(/^ {2}simulateRawEvent\(/),
    ]);
  });

  test('is a field and its resolver where it is open', () => {
    const { text, definition } = serviceOf({ ...production, chaosDoor: 'true' });
    expect(definition).toBe(schema);
    expect(text).toContain('"FieldName":"simulateRawEvent"');
  });
});

test('a setting that cannot be is refused before anything is made', () => {
  expect(() => createApp({ context: { holdHours: 'soon' } })).toThrow(SettingsError);
});

test('on the command line such a setting is one readable line, and no stack trace', () => {
  const { status, stderr } = spawnSync('node', ['lib/app.ts'], {
    env: { ...process.env, CDK_CONTEXT_JSON: '{"holdHours":"soon"}' },
    encoding: 'utf8',
  });
  expect(stderr).toBe(
    'The context cannot be used:\n  holdHours: must be a whole number from 1 to 720, but is "soon"\n',
  );
  expect(status).toBe(1);
});
