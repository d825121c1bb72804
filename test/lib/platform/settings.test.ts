import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSettings, settingNames, SettingsError } from '../../../lib/platform/settings.ts';
import { production } from '../support/production.ts';

describe('settings', () => {
  test('have defaults that suit a first deployment', () => {
    expect(readSettings({})).toEqual({
      stage: 'dev',
      development: true,
      holdHours: 48,
      eventTtlDays: 30,
      deadLetterMinutes: 1,
      orderCards: 'deliveries',
      logLevel: 'INFO',
      removalPolicy: 'retain',
      selfSignUp: true,
      chaosDoor: true,
      introspection: true,
      queryDepthLimit: 20,
      resolverCountLimit: 500,
      mfa: 'optional',
      caseSensitiveUserNames: false,
      firewall: false,
      requestsPerAddress: 3000,
      requestsPerUser: 600,
      paymentGateway: 'simulated',
      nobodyIsCharged: false,
      paymentFailurePercent: 0,
      paymentTimeoutPercent: 0,
      paymentSeed: '1',
      paymentCurrency: 'EUR',
      mailFrom: '',
      textPrefixes: '+1 +43 +44 +49',
      textsPerDay: 500,
    });
  });

  test('are read from the strings of the command line', () => {
    expect(readSettings({ holdHours: '12', eventTtlDays: '7' })).toMatchObject({
      holdHours: 12,
      eventTtlDays: 7,
    });
  });

  test.each(['desk@frontdesk.example', 'a@example.com', 'a@b.test', 'a@localhost.invalid'])(
    'refuse e-mails from %s on AWS, where somebody has to own the domain',
    (mailFrom) => {
      expect(() => readSettings({ mailFrom })).toThrow(/mailFrom: must be of a domain of yours/);
      expect(readSettings({ mailFrom, graphqlPath: '/graphql' })).toMatchObject({ mailFrom });
    },
  );

  test.each(['', 'desk@frontdesk.io', 'desk@myexample.com', 'example@test.dev'])(
    'take e-mails from “%s”',
    (mailFrom) => {
      expect(readSettings({ mailFrom })).toMatchObject({ mailFrom });
    },
  );

  test('give every order a card where they say so', () => {
    expect(readSettings({ orderCards: 'all' })).toMatchObject({ orderCards: 'all' });
  });

  test('leave the namespaced context of CDK alone', () => {
    const context = { '@aws-cdk/core:checkSecretUsage': true, 'aws:cdk:bundling-stacks': ['**'] };
    expect(readSettings(context)).toEqual(readSettings({}));
  });

  test.each([
    ['dev', true],
    ['dev-anna', true],
    ['devices', false],
    ['prod', false],
  ])('stage %s is one of development: %s', (stage, development) => {
    expect(readSettings({ ...production, stage })).toMatchObject({ stage, development });
  });
});

describe('the chaos door', () => {
  test.each([
    [{}, true],
    [{ stage: 'dev-anna' }, true],
    [production, false],
    [{ chaosDoor: 'false' }, false],
    [{ ...production, chaosDoor: 'true' }, true],
    [{ ...production, chaosDoor: true }, true],
  ])('of %j is open: %s', (context, chaosDoor) => {
    expect(readSettings(context)).toMatchObject({ chaosDoor });
  });
});

describe('signing up', () => {
  test.each([
    [{}, true],
    [production, false],
    [{ selfSignUp: 'false' }, false],
    [{ ...production, selfSignUp: 'true' }, true],
  ])('of %j is for everybody: %s', (context, selfSignUp) => {
    expect(readSettings(context)).toMatchObject({ selfSignUp });
  });
});

describe('the web app’s doors', () => {
  test('are AWS’s own unless a path of its origin is given', () => {
    expect(readSettings({})).not.toHaveProperty('graphqlPath');
    expect(readSettings({ graphqlPath: '/graphql', userPoolPath: '/a/b' })).toMatchObject({
      graphqlPath: '/graphql',
      userPoolPath: '/a/b',
    });
  });

  test.each(['graphql', '//evil.example', 'https://evil.example', '/a b', '/', "/'unsafe-inline'"])(
    'are no %j',
    (graphqlPath) => {
      expect(() => readSettings({ graphqlPath })).toThrow(/graphqlPath: must be a path/);
    },
  );
});

describe('the limits of the API', () => {
  test.each([
    [production, { introspection: false, queryDepthLimit: 8, firewall: true }],
    [{ stage: 'dev-anna' }, { introspection: true, queryDepthLimit: 20, firewall: false }],
    [
      { ...production, introspection: 'true', firewall: 'false' },
      { introspection: true, firewall: false },
    ],
    [
      { queryDepthLimit: '75', resolverCountLimit: '1' },
      { queryDepthLimit: 75, resolverCountLimit: 1 },
    ],
    [
      { requestsPerAddress: 10, requestsPerUser: '10' },
      { requestsPerAddress: 10, requestsPerUser: 10 },
    ],
  ])('of %j are %j', (context, limits) => {
    expect(readSettings(context)).toMatchObject(limits);
  });
});

describe('the payment gateway', () => {
  const wanted =
    'The context cannot be used:\n  paymentGateway: stage shop would sell without taking money; set ' +
    'paymentGateway=stripe or, where that is meant, both paymentGateway=simulated and nobodyIsCharged=true';

  test.each([
    {},
    { paymentGateway: 'simulated' },
    { nobodyIsCharged: 'true' },
    { paymentGateway: 'simulated', nobodyIsCharged: 'false' },
  ])('of a stage that sells is never the simulated one by default: %j', (context) => {
    expect(() => readSettings({ stage: 'shop', ...context })).toThrow(new SettingsError(wanted));
  });

  test('is the simulated one where that is said in words, and in development without a word', () => {
    const simulated = { paymentGateway: 'simulated' };
    expect(readSettings(production)).toMatchObject({ ...simulated, nobodyIsCharged: true });
    expect(readSettings({ stage: 'dev-anna' })).toMatchObject({ ...simulated, nobodyIsCharged: false });
  });

  test('is Stripe in any stage, with its own address and real cards outside of development', () => {
    const stripe = { paymentGateway: 'stripe', stage: 'shop' };
    expect(readSettings(stripe)).toMatchObject({ paymentGateway: 'stripe' });
    const tried = { stripeApiUrl: 'http://127.0.0.1:1', stripeTestPaymentMethod: 'pm_card_visa' };
    expect(readSettings({ ...stripe, ...tried, stage: 'dev' })).toMatchObject(tried);
    for (const [name, value] of Object.entries(tried))
      expect(() => readSettings({ ...stripe, [name]: value })).toThrow(
        new RegExp(`^The context cannot be used:\\n  ${name}: .*only a development stage may$`),
      );
  });

  test('fails as often as it is asked to', () => {
    const asked = { paymentFailurePercent: '30', paymentTimeoutPercent: '5', paymentSeed: 7 };
    const read = { paymentFailurePercent: 30, paymentTimeoutPercent: 5, paymentSeed: '7' };
    expect(readSettings(asked)).toMatchObject(read);
  });
});

describe('a context that cannot be used', () => {
  test.each([
    [{ stage: 'Prod' }, 'stage: must be 1 to 16 of a-z, 0-9 and -, beginning with a letter, but is "Prod"'],
    [{ holdHours: 'soon' }, 'holdHours: must be a whole number from 1 to 720, but is "soon"'],
    [{ holdHours: 0 }, 'holdHours: must be a whole number from 1 to 720, but is 0'],
    [{ eventTtlDays: 1.5 }, 'eventTtlDays: must be a whole number from 1 to 365, but is 1.5'],
    [{ logLevel: 'info' }, /logLevel: .*"DEBUG"\|"INFO"\|"WARN"\|"ERROR", but is "info"/],
    [{ orderCards: 'none' }, /orderCards: .*"deliveries"\|"all", but is "none"/],
    [{ removalPolicy: 'snapshot' }, /removalPolicy: .*"retain"\|"destroy", but is "snapshot"/],
    [{ alarmTopicArn: 'alarms' }, 'alarmTopicArn: must be the ARN of an SNS topic, but is "alarms"'],
    [{ alarmEmail: 'me' }, 'alarmEmail: must be an e-mail address, but is "me"'],
    [
      { alarmEmail: 'me@example.com', alarmTopicArn: 'arn:aws:sns:eu-west-1:111122223333:alarms' },
      'alarmEmail: is for the topic that the stage makes, but alarmTopicArn names another',
    ],
    [{ chaosDoor: 'ajar' }, 'chaosDoor: must be true or false, but is "ajar"'],
    [{ queryDepthLimit: 0 }, 'queryDepthLimit: must be a whole number from 1 to 75, but is 0'],
    [{ queryDepthLimit: 76 }, 'queryDepthLimit: must be a whole number from 1 to 75, but is 76'],
    [
      { resolverCountLimit: 10_001 },
      'resolverCountLimit: must be a whole number from 1 to 10000, but is 10001',
    ],
    [{ requestsPerUser: 9 }, 'requestsPerUser: must be a whole number from 10 to 2000000000, but is 9'],
    [{ firewall: 'maybe' }, 'firewall: must be true or false, but is "maybe"'],
    [{ apiKeyExpires: 'tomorrow' }, /apiKeyExpires: .*date, but is "tomorrow"/],
    [{ mfa: 'always' }, /mfa: .*"off"\|"optional"\|"required", but is "always"/],
    [{ paymentConcurrency: 1 }, 'paymentConcurrency: must be a whole number from 2 to 1000, but is 1'],
    [
      { ...production, apiKeyExpires: '2027-01-01' },
      'apiKeyExpires: stage prod has no API key; only dev and dev-… have one',
    ],
    [{ paymentCurrency: 'JPY' }, 'paymentCurrency: must be a currency with cents, but is "JPY"'],
    [{ paymentGateway: 'cash' }, /paymentGateway: .*"simulated"\|"stripe", but is "cash"/],
    [{ stripeApiUrl: 'stripe' }, 'stripeApiUrl: must be an http or https address, but is "stripe"'],
    [{ stripeTestPaymentMethod: 'visa' }, 'stripeTestPaymentMethod: must begin with pm_, but is "visa"'],
    [{ holdhours: 12 }, /holdhours: no such setting; there are stage, holdHours, /],
  ])('%j is refused by name', (context, message) => {
    expect(() => readSettings(context)).toThrow(message);
    expect(() => readSettings(context)).toThrow(SettingsError);
  });

  test('is refused with all its faults at once', () => {
    expect(() => readSettings({ stage: '', holdHours: -1 })).toThrow(/stage: .*\n.*holdHours: /);
  });
});

describe('the end of an API key', () => {
  const now = Date.parse('2027-01-20T10:00:00.000Z');
  const read = (apiKeyExpires: string) => () => readSettings({ apiKeyExpires }, now);

  test.each(['2027-01-22', '2028-01-20'])('may be %s, within AppSync’s 1 to 365 days', (day) => {
    expect(read(day)()).toMatchObject({ apiKeyExpires: day });
  });

  test.each(['2027-01-20', '2027-01-21', '2028-01-21', '2026-01-20'])('may not be %s', (day) => {
    expect(read(day)).toThrow(SettingsError);
    expect(read(day)).toThrow(
      `apiKeyExpires: must begin 1 to 365 days from now (after 2027-01-21T10:00:00.000Z, until 2028-01-20T10:00:00.000Z), but is "${day}"`,
    );
  });
});

test('docs/deploy.md lists every setting, and no other', () => {
  const listed = [...readFileSync('docs/deploy.md', 'utf8').matchAll(/^\| `(\w+)` +\|[^|]*\|[^|]*\|$/gm)];
  const names = listed.map(([, name]) => name!).filter((name) => /^[a-z]/.test(name));
  expect(names.sort()).toEqual([...settingNames].sort());
});
