import type { DeployedResource, DeployedStack } from './assembly/walkAssembly.ts';
import { shortNames } from './describeStacks.ts';

/** Returns the short name of a resource, given its physical name. */
export type ResourceNames = (physicalName: string) => string;

/** The name of a resource in the feed, where it is not its `Ref`. */
const physicalNames: Readonly<Record<string, (resource: DeployedResource) => string>> = {
  'AWS::SQS::Queue': ({ ref }) => ref.slice(ref.lastIndexOf('/') + 1),
  'AWS::Events::Rule': ({ ref }) => ref.slice(ref.lastIndexOf('|') + 1),
};

/** Follows the name where the name alone would be ambiguous. */
const kinds: Readonly<Record<string, string>> = { 'AWS::SQS::Queue': ' queue' };

/**
 * Names resources by their constructs, because physical names contain the stack and a suffix. Names are shortened
 * within each type, so a rule and its function can have the same name.
 */
export function resourceNames(stacks: readonly DeployedStack[]): ResourceNames {
  const byType = Map.groupBy(
    stacks.flatMap(({ resources }) => Object.values(resources)),
    ({ type }) => type,
  );
  const names = new Map<string, string>();
  for (const [type, resources] of byType) {
    const short = shortNames(resources.map(({ path }) => path));
    const physicalName = physicalNames[type] ?? (({ ref }) => ref);
    resources.forEach((resource, index) =>
      names.set(physicalName(resource), `${short[index]}${kinds[type] ?? ''}`),
    );
  }
  return (physicalName) => names.get(physicalName) ?? physicalName;
}
