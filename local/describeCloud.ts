import type { QueueDescription } from './CloudDescription.ts';
import type { DeployedResource, DeployedStack } from './assembly/deployAssembly.ts';

/** The first of each kind, which is the only one in most apps; `stacks` tells the rest. */
export function describeStacks(stacks: readonly DeployedStack[]) {
  const first = (type: string) => resourcesOf(stacks).find((resource) => resource.type === type);
  return {
    apiKey: textOrNull(first('AWS::AppSync::ApiKey')?.attributes['ApiKey']),
    userPoolId: first('AWS::Cognito::UserPool')?.ref ?? null,
    userPoolClientId: first('AWS::Cognito::UserPoolClient')?.ref ?? null,
    tableName: (first('AWS::DynamoDB::Table') ?? first('AWS::DynamoDB::GlobalTable'))?.ref ?? null,
    queues: describeQueues(resourcesOf(stacks)),
    stacks: Object.fromEntries(stacks.map(({ name, outputs }) => [name, outputs])),
  };
}

const resourcesOf = (stacks: readonly DeployedStack[]) => stacks.flatMap(({ resources }) => Object.values(resources));

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);

function describeQueues(resources: readonly DeployedResource[]): Record<string, QueueDescription> {
  const queues = resources.filter(({ type }) => type === 'AWS::SQS::Queue');
  const byArn = new Map(queues.map((queue) => [queue.attributes['Arn'], queue]));
  return Object.fromEntries(
    queues.flatMap(({ path, ref, attributes, properties }) => {
      const deadLetters = byArn.get(properties['RedrivePolicy']?.deadLetterTargetArn);
      if (!deadLetters) return [];
      const own = { url: ref, arn: String(attributes['Arn']) };
      const dead = { deadLetterUrl: deadLetters.ref, deadLetterArn: String(deadLetters.attributes['Arn']) };
      return [[path.replace(/\/Queue$/, ''), { ...own, ...dead }]];
    }),
  );
}
