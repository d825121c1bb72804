import type { DeployedResource, DeployedStack } from '../assembly/walkAssembly.ts';

/** Where dead letters of an app come to, and from. Queues and functions are named as in the feed. */
export interface Deaths {
  /** Queues that some resource sends to what it could not handle or deliver. */
  readonly deadLetterQueues: ReadonlySet<string>;
  /** The function that reads a queue. */
  consumerOf(queue: string): string | undefined;
}

export function deathsOf(stacks: readonly DeployedStack[]): Deaths {
  const resources = stacks.flatMap((stack) => Object.values(stack.resources));
  const mappings = resources.filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping');
  const consumers = new Map(
    mappings.map(({ properties: { EventSourceArn, FunctionName } }) => [
      nameIn(EventSourceArn),
      nameIn(FunctionName),
    ]),
  );
  return {
    deadLetterQueues: new Set(resources.flatMap(deadLetterArnsIn).map(nameIn)),
    consumerOf: (queue) => consumers.get(queue),
  };
}

/** The last part of an ARN; a name stays as it is. */
const nameIn = (arn: unknown) => (typeof arn === 'string' ? arn.slice(arn.lastIndexOf(':') + 1) : '');

/** Members of resources' properties that say where dead letters go, and the member of theirs that holds an ARN. */
const MEMBERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['RedrivePolicy', ['deadLetterTargetArn']],
  ['DeadLetterConfig', ['Arn', 'TargetArn']],
  ['OnFailure', ['Destination']],
]);

/** Every ARN that a resource names for its dead letters, however deep. */
function deadLetterArnsIn({ properties }: Pick<DeployedResource, 'properties'>): string[] {
  return Object.entries(properties).flatMap(([name, value]) => {
    if (typeof value !== 'object' || value === null) return [];
    const inner = membersOf(value);
    const own = (MEMBERS.get(name) ?? []).flatMap((member) => {
      const arn = inner[member];
      return typeof arn === 'string' ? [arn] : [];
    });
    return [...own, ...deadLetterArnsIn({ properties: inner })];
  });
}

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
