import { isDeepStrictEqual } from 'node:util';
import { OperatorError } from '../platform/errors.ts';
import type { Existing, Lifecycle } from '../resources/common/ResourceType.ts';
import { resourceTypes } from '../resources/resourceTypes.ts';
import {
  contextOf,
  createResource,
  type Deployment,
  labelOf,
  namingErrors,
  parseProperties,
  type ResolvedResource,
  typeOf,
} from './createResource.ts';
import { rejectUnsupportedTypes } from './orderResources.ts';
import type { Assembly } from './readAssembly.ts';
import { isPlannedIn, plannedValue } from './references.ts';
import type { ResourceChange } from '../platform/Feed.ts';
import { type DeployedResource, type DeployedStack, type Visited, walkAssembly } from './walkAssembly.ts';

export interface UpdatePlan {
  readonly changes: readonly ResourceChange[];
  /** The stacks as they are to be, as far as that is known before. */
  readonly stacks: readonly DeployedStack[];
}

/** What has to be done to a resource. */
export type Decision =
  | { readonly action: 'added' | 'unchanged'; readonly properties: readonly string[] }
  | {
      readonly action: 'updated' | 'replaced';
      readonly properties: readonly string[];
      readonly before: DeployedResource;
      readonly lifecycle: Lifecycle<unknown>;
    };

/**
 * Compares running stacks with an assembly and says what is to be done, without doing it. Throws an `OperatorError` for
 * whatever can be known to fail. Changes of staged services are rehearsed: `deployment` is one whose staged services
 * are thrown away.
 */
export async function planUpdate(
  running: readonly DeployedStack[],
  { stacks }: Assembly,
  deployment: Deployment,
): Promise<UpdatePlan> {
  rejectUnsupportedTypes(stacks, resourceTypes);
  const changes: ResourceChange[] = [];
  const visit = async (resource: ResolvedResource): Promise<Visited> => {
    const before = resourceOf(running, resource);
    const decision = decide(resource, before);
    const { action, properties } = decision;
    if (before && action === 'unchanged') {
      await recheck(resource, before, deployment);
      return before;
    }
    const { stackName: stack, logicalId, path, type } = resource;
    if (action !== 'unchanged') changes.push({ action, stack, logicalId, path, type, properties });
    return rehearse(resource, decision, deployment);
  };
  const planned = await walkAssembly(stacks, deployment.world.account, visit);
  return { changes: [...changes, ...removalsOf(running, planned)], stacks: planned };
}

async function recheck(
  resource: ResolvedResource,
  before: DeployedResource,
  deployment: Deployment,
): Promise<void> {
  const { lifecycle } = typeOf(resource);
  if (!lifecycle?.recheck) return;
  await namingErrors(resource, () =>
    lifecycle.recheck?.(existingOf(resource, before), contextOf(resource, deployment)),
  );
}

export const resourceOf = (
  stacks: readonly DeployedStack[],
  { stackName, logicalId }: Pick<ResolvedResource, 'stackName' | 'logicalId'>,
) => stacks.find(({ name }) => name === stackName)?.resources[logicalId];

/** A resource whose type changed is another resource, under the same logical id. */
export function decide(resource: ResolvedResource, before: DeployedResource | undefined): Decision {
  if (!before) return { action: 'added', properties: [] };
  const { lifecycle } = typeOf(resource);
  const properties = changedProperties(before.properties, resource.properties);
  if (before.type === resource.type && properties.length === 0) return { action: 'unchanged', properties };
  if (!lifecycle)
    throw new OperatorError(
      `${labelOf(resource)}: ${properties.join(', ')} cannot change while the cloud runs; start it again.`,
    );
  if (before.type !== resource.type) return { action: 'replaced', properties: [], before, lifecycle };
  const replacing = properties.filter((name) => lifecycle.replacedBy.includes(name));
  if (replacing.length === 0) return { action: 'updated', properties, before, lifecycle };
  rejectNamed(resource, before, lifecycle);
  return { action: 'replaced', properties: replacing, before, lifecycle };
}

/** In CloudFormation's words: https://repost.aws/knowledge-center/cloudformation-custom-name */
function rejectNamed(
  resource: ResolvedResource,
  before: DeployedResource,
  { name = '' }: Lifecycle<unknown>,
): void {
  const given = resource.properties[name];
  if (typeof given !== 'string' || given !== before.properties[name]) return;
  throw new OperatorError(
    `${labelOf(resource)}: CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${given} and update the stack again.`,
  );
}

const changedProperties = (before: Readonly<Record<string, unknown>>, after: typeof before) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !isDeepStrictEqual(before[name], after[name]),
  );

/** Reads the properties, and does to staged services what is to be done. */
async function rehearse(
  resource: ResolvedResource,
  decision: Decision,
  deployment: Deployment,
): Promise<Visited> {
  const { stackName, logicalId, properties } = resource;
  const parsed = parseProperties(resource, ({ path }) => isPlannedIn(memberAt(properties, path)));
  const isStaged = typeOf(resource).lifecycle?.isStaged === true;
  if ('before' in decision && decision.action === 'updated') {
    const { before } = decision;
    if (!isStaged || parsed === undefined) return { ...before, isPlanned: true };
    return { ...(await updateResource(resource, decision, deployment)), isPlanned: true };
  }
  if (isStaged && parsed !== undefined && decision.action === 'added')
    return createResource(resource, deployment);
  return { ref: plannedValue(stackName, logicalId, 'Ref'), attributes: {}, isPlanned: true };
}

const memberAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : inner),
    value,
  );

/** Changes a resource in place. */
export function updateResource(
  resource: ResolvedResource,
  { before, lifecycle }: Pick<Extract<Decision, { before: DeployedResource }>, 'before' | 'lifecycle'>,
  deployment: Deployment,
) {
  const parsed = parseProperties(resource);
  const existing = existingOf(resource, before);
  return namingErrors(resource, () => lifecycle.update(parsed, contextOf(resource, deployment), existing));
}

/** A running resource, with its properties as its type's schema reads them. */
export const existingOf = (
  resource: Omit<ResolvedResource, 'properties'>,
  { ref, attributes, properties }: DeployedResource,
): Existing<unknown> => ({ ref, attributes, properties: parseProperties({ ...resource, properties }) });

/** What is no longer in any template, in the order of removal: each before those that it depends on. */
const removalsOf = (running: readonly DeployedStack[], planned: readonly DeployedStack[]): ResourceChange[] =>
  running.toReversed().flatMap(({ name: stack, resources }) =>
    Object.entries(resources)
      .filter(([logicalId]) => !resourceOf(planned, { stackName: stack, logicalId }))
      .toReversed()
      .map(([logicalId, { path, type }]) => ({
        action: 'removed' as const,
        stack,
        logicalId,
        path,
        type,
        properties: [],
      })),
  );
