import type { DeployedResource, DeployedStack } from './assembly/walkAssembly.ts';
import type { CloudDescription, QueueDescription } from './CloudDescription.ts';

/** The addresses at which this machine serves the API, and the pages of the first distribution. */
type Addresses = Pick<CloudDescription, 'graphqlUrl' | 'realtimeUrl'> & { readonly pageUrl: string };

/** What clients need to know of the stacks: of each kind of resource the first, which in most apps is the only one. */
export function describeStacks(stacks: readonly DeployedStack[], addresses: Addresses) {
  const resources = stacks.flatMap((stack) => Object.values(stack.resources));
  const first = (type: string) => resources.find((resource) => resource.type === type);
  const here = addressesHere(resources, addresses);
  return {
    ...(first(DISTRIBUTION) && { pageUrl: addresses.pageUrl }),
    apiKey: textOrNull(first('AWS::AppSync::ApiKey')?.attributes['ApiKey']),
    userPoolId: first('AWS::Cognito::UserPool')?.ref ?? null,
    userPoolClientId: first('AWS::Cognito::UserPoolClient')?.ref ?? null,
    tableName: (first('AWS::DynamoDB::Table') ?? first('AWS::DynamoDB::GlobalTable'))?.ref ?? null,
    queues: describeQueues(resources),
    stacks: Object.fromEntries(stacks.map(({ name, outputs }) => [name, hereOf(outputs, here)])),
  };
}

const DISTRIBUTION = 'AWS::CloudFront::Distribution';

/** What an API and pages are called on AWS, and what they are called here. */
function addressesHere(
  resources: readonly DeployedResource[],
  { graphqlUrl, realtimeUrl, pageUrl }: Addresses,
): ReadonlyMap<unknown, string> {
  const apis = resources.filter(({ type }) => type === 'AWS::AppSync::GraphQLApi');
  const distribution = resources.find(({ type }) => type === DISTRIBUTION);
  return new Map([
    ...apis.flatMap(({ attributes }) => [
      [attributes['GraphQLUrl'], graphqlUrl] as const,
      [attributes['RealtimeUrl'], realtimeUrl] as const,
    ]),
    [`https://${String(distribution?.attributes['DomainName'])}`, pageUrl] as const,
  ]);
}

/** A stack's outputs, as `cdk deploy --outputs-file` writes them, with the addresses that an API and pages have here. */
const hereOf = (outputs: DeployedStack['outputs'], here: ReadonlyMap<unknown, string>) =>
  Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, here.get(value) ?? value]));

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);

function describeQueues(resources: readonly DeployedResource[]): Record<string, QueueDescription> {
  const queues = resources.filter(({ type }) => type === 'AWS::SQS::Queue');
  const byArn = new Map(queues.map((queue) => [queue.attributes['Arn'], queue]));
  const pairs = queues.flatMap((queue) => {
    const deadLetters = byArn.get(deadLetterArnOf(queue));
    return deadLetters ? [{ queue, deadLetters }] : [];
  });
  const names = shortNames(pairs.map(({ queue }) => queue.path));
  return Object.fromEntries(
    pairs.map(
      ({ queue, deadLetters }, index) => [names[index] ?? '', describePair(queue, deadLetters)] as const,
    ),
  );
}

/** Undefined where a queue has no dead letter queue. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
function deadLetterArnOf({ properties: { RedrivePolicy: policy } }: DeployedResource): unknown {
  return typeof policy === 'object' && policy !== null && 'deadLetterTargetArn' in policy
    ? policy.deadLetterTargetArn
    : undefined;
}

const describePair = (queue: DeployedResource, deadLetters: DeployedResource): QueueDescription => ({
  url: queue.ref,
  arn: String(queue.attributes['Arn']),
  deadLetterUrl: deadLetters.ref,
  deadLetterArn: String(deadLetters.attributes['Arn']),
});

/** The shortest beginning of each path that no other path has: `Jobs` for `Jobs/Work/Queue`. */
export const shortNames = (paths: readonly string[]): string[] => {
  const sharers = new Map<string, number>();
  for (const beginning of paths.flatMap(beginningsOf))
    sharers.set(beginning, (sharers.get(beginning) ?? 0) + 1);
  return paths.map((path) => beginningsOf(path).find((beginning) => sharers.get(beginning) === 1) ?? path);
};

/** `a`, `a/b` and `a/b/c` of `a/b/c`. */
const beginningsOf = (path: string): string[] => {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
};
