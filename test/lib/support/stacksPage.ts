import type { CloudAssembly } from 'aws-cdk-lib/cx-api';

/** List prices in USD of what costs something while nobody calls, by the month, in us-east-1. */
const prices: Readonly<
  Record<string, { readonly what: string; readonly each: number; readonly source: string }>
> = {
  'AWS::CloudWatch::Alarm': {
    what: 'metrics that alarms watch',
    each: 0.1,
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
  'AWS::CloudWatch::Dashboard': {
    what: 'dashboard; an account’s first three are free',
    each: 3,
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
  'AWS::KMS::Key': { what: 'key', each: 1, source: 'https://aws.amazon.com/kms/pricing/' },
  'AWS::SecretsManager::Secret': {
    what: 'secret',
    each: 0.4,
    source: 'https://aws.amazon.com/secrets-manager/pricing/',
  },
  'AWS::WAFv2::WebACL': {
    what: 'web ACL with 3 rules',
    each: 8,
    source: 'https://aws.amazon.com/waf/pricing/',
  },
  // Five pollers that ask every 20 seconds, at 0.40 USD a million, without the account's free million.
  'AWS::Lambda::EventSourceMapping': {
    what: 'queues that Lambda polls, empty or not',
    each: (5 * 3 * 60 * 24 * 30 * 0.4) / 1_000_000,
    source: 'https://aws.amazon.com/sqs/pricing/',
  },
};

interface Resource {
  readonly Type: string;
  readonly Properties?: { readonly Metrics?: readonly { readonly MetricStat?: object }[] };
}

/** An alarm is billed by the metrics it watches, not by what it computes of them. All else counts once. */
const billed = ({ Type, Properties: { Metrics } = {} }: Resource) =>
  Type === 'AWS::CloudWatch::Alarm' && Metrics ? Metrics.filter(({ MetricStat }) => MetricStat).length : 1;

/** What a stage of production is made of and costs while nobody uses it, as a page. */
export const stacksPage = ({ stacks }: CloudAssembly): string => {
  const all = stacks.map(({ stackName, template }) => ({
    name: stackName,
    resources: Object.values((template as { Resources: Record<string, Resource> }).Resources),
  }));
  const resources = all.flatMap((stack) => stack.resources);
  const bill = Object.entries(prices).map(([type, { what, each, source }]) => {
    const count = ofType(resources, type).reduce((sum, each) => sum + billed(each), 0);
    return { row: [String(count), `[${what}](${source})`, usd(each), usd(count * each)], sum: count * each };
  });
  const total = bill.reduce((sum, line) => sum + line.sum, 0);
  return [
    '# Stacks of a stage',
    '',
    'Made by `test/lib/app.test.ts` from the templates of a stage that is not development and charges with Stripe. A stack has at most 500 resources.',
    '',
    ...table(
      ['stack', 'resources', 'functions', 'queues', 'alarms'],
      all.map(({ name, resources: own }) => [
        `\`${name}\``,
        String(own.length),
        ...['AWS::Lambda::Function', 'AWS::SQS::Queue', 'AWS::CloudWatch::Alarm'].map((type) =>
          String(ofType(own, type).length),
        ),
      ]),
    ),
    '',
    'What they cost in a month in which nobody calls, in USD by list prices of us-east-1. All else is billed by use.',
    '',
    ...table(
      ['count', 'of', 'each', 'a month'],
      [...bill.map(({ row }) => row), ['', 'together', '', usd(total)]],
    ),
    '',
  ].join('\n');
};

const ofType = (resources: readonly Resource[], type: string) =>
  resources.filter(({ Type }) => Type === type);
const usd = (amount: number) => amount.toFixed(2);
const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) => [
  line(head),
  line(head.map(() => '---')),
  ...rows.map(line),
];
