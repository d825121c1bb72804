import type { DeployedResource, DeployedStack } from '../assembly/deployAssembly.ts';
import { shortNames } from '../shortNames.ts';

/** What a person calls a resource, given what the cloud calls it. */
export type Names = (physicalName: string) => string;

/** Where the feed names a resource by something else than its `Ref`. */
const physicalNames: Readonly<Record<string, (resource: DeployedResource) => string>> = {
  'AWS::SQS::Queue': ({ ref }) => ref.slice(ref.lastIndexOf('/') + 1),
  'AWS::Events::Rule': ({ ref }) => ref.slice(ref.lastIndexOf('|') + 1),
};

/** Told after the name, where a name alone would not tell what is meant. */
const kinds: Readonly<Record<string, string>> = { 'AWS::SQS::Queue': ' queue' };

/**
 * Physical names carry stack and suffix; people know a resource by its construct. Each type is
 * shortened among its own kind, so a rule and its function can have the same name.
 */
export function namesOf(stacks: readonly DeployedStack[]): Names {
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
