import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { Validations } from 'aws-cdk-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createApp, domainNames, synthesize } from '../../lib/app.ts';
import { SettingsError } from '../../lib/platform/settings.ts';
import { outline } from './support/outline.ts';
import { production } from './support/production.ts';
import { stacksPage } from './support/stacksPage.ts';

let assembly: CloudAssembly;
/** A stage that writes to people has all there is. */
const writing = { mailFrom: 'desk@frontdesk.io' };
/** A stage that takes money. */
let selling: CloudAssembly;

// Checked by CloudFormation's schemas, AWS Solutions and our own rules: an unacknowledged finding throws here.
beforeAll(() => {
  assembly = synthesize({ context: writing });
  const alarmTopicArn = 'arn:aws:sns:eu-west-1:111122223333:alarms';
  selling = synthesize({ context: { stage: 'prod', paymentGateway: 'stripe', alarmTopicArn } });
});

const domains = [
  'Accounts',
  'Apartments',
  'Baskets',
  'Bookings',
  'Calendars',
  'Catalog',
  'DeadLetters',
  'Fulfilment',
  'Inventory',
  'Notifications',
  'Operations',
  'Orders',
  'Payments',
  'Sagas',
  'Search',
];
const stacks = ['Data', 'Platform', ...domains, 'Web'];

const template = (stack: string) => assembly.getStackByName(`Frontdesk-dev-${stack}`).template;

test('the app passes its checks, in development and in production', () => {
  expect(assembly.stacks.map(({ stackName }) => stackName)).toEqual(
    stacks.map((stack) => `Frontdesk-dev-${stack}`),
  );
  expect(selling.stacks).toHaveLength(stacks.length);
});

describe.each(stacks)('the %s stack', (stack) => {
  test('is outlined in its snapshot', async () => {
    await expect(outline(template(stack))).toMatchFileSnapshot(`__snapshots__/${stack}.outline.txt`);
  });

  test('has room below CloudFormation’s limits', () => {
    expect(Object.keys(template(stack).Resources).length).toBeLessThan(400);
    expect(JSON.stringify(template(stack)).length).toBeLessThan(800_000);
  });
});

test('docs/stacks.md shows what a stage is made of, and what it costs while nobody calls', async () => {
  const stage = synthesize({ checks: false, context: { stage: 'prod', paymentGateway: 'stripe' } });
  await expect(stacksPage(stage)).toMatchFileSnapshot('../../docs/stacks.md');
});

/** What a template exports, by the names that others import. */
const exportsOf = ({ stacks }: CloudAssembly) =>
  stacks.flatMap(({ template }) =>
    Object.values<any>(template.Outputs ?? {}).flatMap(({ Export }) => Export?.Name ?? []),
  );

const importsOf = (stack: string): string[] =>
  JSON.stringify(template(stack)).match(/(?<="Fn::ImportValue":")[^"]+/g) ?? [];

describe('one domain can be removed', () => {
  test.each(domains)('%s exports nothing, and imports from the platform and the data', (domain) => {
    expect(JSON.stringify(template(domain).Outputs ?? {})).not.toContain('"Export"');
    for (const name of importsOf(domain)) expect(name).toMatch(/^Frontdesk-dev-(Data|Platform):/);
    const below = assembly.getStackByName(`Frontdesk-dev-${domain}`).dependencies.map(({ id }) => id);
    for (const id of below) expect(id).toMatch(/^Frontdesk-dev-(Data|Platform)$|\.assets$/);
  });

  // CloudFormation refuses to delete an export in use, and what exports is deployed first.
  test('no export comes and goes with those who import it', () => {
    const alone = synthesize({ checks: false, context: writing, only: [] });
    expect(exportsOf(alone)).toEqual(exportsOf(assembly));
    expect(new Set(stacks.flatMap(importsOf))).toEqual(new Set(exportsOf(assembly)));
  });

  test('of what stays, the pipe lets fewer events through, and a subscription is gone: nothing else', () => {
    const only = domainNames.filter((name) => name !== 'bookings' && name !== 'payments');
    const rest = synthesize({ checks: false, context: writing, only });
    expect(rest.stacks.flatMap(({ stackName, template: left }) => changesTo(stackName, left))).toEqual([
      expect.stringMatching(/^EventPipe[0-9A-F]{8}$/),
      expect.stringMatching(/^SubscriptionsOnBookingStatusResolver/),
    ]);
  });
});

/** The resources of a stack that are others, or are gone, in a template of it. */
const changesTo = (stackName: string, left: { Resources: Record<string, unknown> }) =>
  Object.entries(assembly.getStackByName(stackName).template.Resources as Record<string, unknown>)
    .filter(([id, resource]) => JSON.stringify(left.Resources[id]) !== JSON.stringify(resource))
    .map(([id]) => id);

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
  const again = synthesize({ checks: false, context: writing });
  for (const { stackName } of again.stacks) {
    expect(again.getStackByName(stackName).template).toEqual(assembly.getStackByName(stackName).template);
  }
});

describe('a stage that charges with Stripe', () => {
  interface Resource {
    readonly Type: string;
    readonly Properties: any;
  }
  const resources = (assembly: CloudAssembly, stackName: string) =>
    Object.values(assembly.getStackByName(stackName).template.Resources as Record<string, Resource>);
  const functionsOf = (assembly: CloudAssembly, stage: string, domain: string) =>
    resources(assembly, `Frontdesk-${stage}-${domain}`).filter(
      ({ Type }) => Type === 'AWS::Lambda::Function',
    );

  test('keeps the key in a secret, which the functions that charge or refund may read and nobody else', () => {
    const all = resources(selling, 'Frontdesk-prod-Payments');
    const secrets = all.filter(({ Type }) => Type === 'AWS::SecretsManager::Secret');
    expect(secrets).toMatchObject([{ DeletionPolicy: 'Retain', Properties: { GenerateSecretString: {} } }]);
    const readers = all
      .filter(({ Type }) => Type === 'AWS::IAM::Policy')
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Action }) => JSON.stringify(Action).includes('secretsmanager'));
    const functions = functionsOf(selling, 'prod', 'Payments');
    expect(functions).toHaveLength(6);
    expect(readers).toEqual(
      functions.map(({ Properties }) => ({
        Action: 'secretsmanager:GetSecretValue',
        Effect: 'Allow',
        Resource: Properties.Environment.Variables.STRIPE_SECRET_ARN,
      })),
    );
    expect(readers[0].Resource).toEqual({ Ref: expect.stringMatching(/^StripeKey/) });
  });

  test('bundles Stripe’s library with those functions alone, and no other stage does', () => {
    const bundleOf = (assembly: CloudAssembly, { Properties }: Resource) =>
      readFileSync(
        `${assembly.directory}/asset.${Properties.Code.S3Key.replace('.zip', '')}/index.js`,
        'utf8',
      );
    const holdStripe = (assembly: CloudAssembly, stage: string, domain: string) =>
      functionsOf(assembly, stage, domain).map((each) => /api\.stripe\.com/.test(bundleOf(assembly, each)));
    expect(holdStripe(selling, 'prod', 'Payments')).toEqual([true, true, true, true, true, true]);
    expect(holdStripe(assembly, 'dev', 'Payments')).toEqual([false, false, false, false, false, false]);
    for (const domain of ['Orders', 'Inventory', 'Bookings'])
      expect(holdStripe(selling, 'prod', domain)).not.toContain(true);
  });
});

describe('the chaos door', () => {
  const schema = readFileSync('schema.graphql', 'utf8');
  const servedBy = (context: Record<string, string>) => {
    const { stage } = context;
    const synthesized = synthesize({ checks: false, context });
    const { Resources } = synthesized.getStackByName(`Frontdesk-${stage}-Platform`).template;
    const definition = Object.values<any>(Resources).find(
      ({ Type }) => Type === 'AWS::AppSync::GraphQLSchema',
    );
    return {
      text: JSON.stringify(synthesized.stacks.map(({ template }) => template.Resources)),
      definition: definition.Properties.Definition as string,
    };
  };

  test('is nowhere in a stage where it is shut, and all else of the schema is as it is written', () => {
    const { text, definition } = servedBy(production);
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
    const { text, definition } = servedBy({ ...production, chaosDoor: 'true' });
    expect(definition).toBe(schema);
    expect(text).toContain('"FieldName":"simulateRawEvent"');
  });
});

test('payments can have invocations of their own', () => {
  const context = { paymentConcurrency: '7' };
  const { stacks } = synthesize({ checks: false, context, only: ['payments'] });
  const payments = stacks.find(({ stackName }) => stackName === 'Frontdesk-dev-Payments')!;
  const functions = Object.values<any>(payments.template.Resources).filter(
    ({ Type }) => Type === 'AWS::Lambda::Function',
  );
  expect(functions.map(({ Properties }) => Properties.ReservedConcurrentExecutions)).toEqual([
    7, 7, 7, 7, 7, 7,
  ]);
});

test('a setting that cannot be is refused before anything is made', () => {
  expect(() => createApp({ context: { holdHours: 'soon' } })).toThrow(SettingsError);
});

test.each([
  [{ holdHours: 'soon' }, /^ {2}holdHours: must be a whole number from 1 to 720, but is "soon"$/],
  [
    { stage: 'prod' },
    /^ {2}paymentGateway: stage prod would sell without taking money; set paymentGateway=stripe/,
  ],
])('on the command line a setting like %j is one readable line, and no stack trace', (context, line) => {
  const { status, stderr } = spawnSync('node', ['lib/app.ts'], {
    env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify(context) },
    encoding: 'utf8',
  });
  expect(stderr.split('\n')).toEqual(['The context cannot be used:', expect.stringMatching(line), '']);
  expect(status).toBe(1);
});
