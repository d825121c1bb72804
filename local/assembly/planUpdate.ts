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

/** The stacks that run, and the assembly that they were deployed from. */
export interface Running {
  readonly stacks: readonly DeployedStack[];
  readonly assembly: Assembly;
  /**
   * What templates let go and retained, by stack and logical id. Chosen: it is taken up again where it comes back, so
   * that an edit that is taken back loses nothing. On AWS it has to be imported.
   */
  readonly retained: ReadonlyMap<string, DeployedResource>;
}

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
  running: Running,
  { stacks }: Assembly,
  deployment: Deployment,
): Promise<UpdatePlan> {
  rejectUnsupportedTypes(stacks, resourceTypes);
  const changes: ResourceChange[] = [];
  const visit = async (resource: ResolvedResource): Promise<Visited> => {
    const before = existingResource(running, resource);
    const decision = decide(resource, before);
    const { properties } = decision;
    const action = resourceOf(running.stacks, resource) ? decision.action : 'added';
    checkName(resource, decision, running.stacks);
    const { stackName: stack, logicalId, path, type } = resource;
    if (action !== 'unchanged') changes.push({ action, stack, logicalId, path, type, properties });
    if (before && decision.action === 'unchanged') {
      await recheck(resource, before, deployment);
      return before;
    }
    return rehearse(resource, decision, deployment);
  };
  const planned = await walkAssembly(stacks, deployment.world.account, visit);
  return { changes: [...changes, ...removalsOf(running.stacks, planned)], stacks: planned };
}

async function recheck(
  resource: ResolvedResource,
  before: DeployedResource,
  deployment: Deployment,
): Promise<void> {
  const { lifecycle } = typeOf(resource);
  if (!lifecycle.recheck) return;
  await namingErrors(resource, () =>
    lifecycle.recheck?.(existingOf(resource, before), contextOf(resource, deployment)),
  );
}

/** What runs under a logical id, or was retained under it. */
export const existingResource = (
  { stacks, retained }: Running,
  resource: Pick<ResolvedResource, 'stackName' | 'logicalId'>,
) => resourceOf(stacks, resource) ?? retained.get(keyOf(resource));

export const keyOf = ({ stackName, logicalId }: Pick<ResolvedResource, 'stackName' | 'logicalId'>) =>
  `${stackName}/${logicalId}`;

export const resourceOf = (
  stacks: readonly DeployedStack[],
  { stackName, logicalId }: Pick<ResolvedResource, 'stackName' | 'logicalId'>,
) => stacks.find(({ name }) => name === stackName)?.resources[logicalId];

/** A resource whose type changed is another resource, under the same logical id. */
export function decide(resource: ResolvedResource, before: DeployedResource | undefined): Decision {
  if (!before) return { action: 'added', properties: [] };
  const { lifecycle } = typeOf(resource);
  if (before.type !== resource.type) return { action: 'replaced', properties: [], before, lifecycle };
  const properties = changedProperties(before.properties, resource.properties);
  if (properties.length === 0) return { action: 'unchanged', properties };
  const replacing = replacingProperties(resource, before, properties);
  return replacing.length > 0
    ? { action: 'replaced', properties: replacing, before, lifecycle }
    : { action: 'updated', properties, before, lifecycle };
}

/** Those of the changed properties that require replacement. */
function replacingProperties(
  resource: ResolvedResource,
  before: DeployedResource,
  changed: readonly string[],
): readonly string[] {
  const { replacedBy, furtherReplacedBy } = typeOf(resource).lifecycle;
  const replacing = changed.filter((name) => replacedBy.includes(name));
  if (replacing.length > 0 || !furtherReplacedBy) return replacing;
  const [parsedBefore, parsed] = [existingOf(resource, before).properties, parsePlanned(resource)];
  return parsed === undefined ? [] : furtherReplacedBy(parsedBefore, parsed);
}

/**
 * Throws where another resource has the name that a template gives, or had it until now. In CloudFormation's words:
 * https://github.com/convox/rack/issues/2941; of another resource with its name, CloudFormation says that it already exists
 */
function checkName(
  { stackName, logicalId, ...resource }: ResolvedResource,
  { action }: Decision,
  running: readonly DeployedStack[],
): void {
  const { identifiedBy } = typeOf(resource).lifecycle;
  if (!identifiedBy || (action !== 'added' && action !== 'replaced')) return;
  const nameIn = ({ properties }: Pick<DeployedResource, 'properties'>) =>
    identifiedBy.map((name) => properties[name]);
  const name = nameIn(resource);
  if (name.includes(undefined)) return;
  const label = labelOf({ stackName, logicalId, type: resource.type });
  for (const stack of running)
    for (const [otherId, other] of Object.entries(stack.resources)) {
      if (other.type !== resource.type || !isDeepStrictEqual(nameIn(other), name)) continue;
      const text = name.join('.');
      throw new OperatorError(
        stack.name === stackName && otherId === logicalId
          ? `${label}: CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${text} and update the stack again.`
          : `${label}: ${text} already exists in stack ${stack.name}: ${otherId}. Remove that one first, in an update of its own.`,
      );
    }
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
  const { stackName, logicalId } = resource;
  const parsed = parsePlanned(resource);
  const { isStaged = false, checkUpdate, changedAttributes = {} } = typeOf(resource).lifecycle;
  if ('before' in decision && decision.action === 'updated') {
    const { before, properties } = decision;
    if (parsed !== undefined && checkUpdate)
      await namingErrors(resource, () => checkUpdate(existingOf(resource, before).properties, parsed));
    if (isStaged && parsed !== undefined)
      return { ...(await updateResource(resource, decision, deployment)), isPlanned: true };
    const isKept = ([name]: [string, unknown]) =>
      !changedAttributes[name]?.some((property) => properties.includes(property));
    const attributes = Object.fromEntries(Object.entries(before.attributes).filter(isKept));
    return { ref: before.ref, attributes, isPlanned: true };
  }
  if (isStaged && parsed !== undefined && decision.action === 'added')
    return createResource(resource, deployment);
  return { ref: plannedValue(stackName, logicalId, 'Ref'), attributes: {}, isPlanned: true };
}

/** The properties as far as they are known; undefined where some are not, and the others are right. */
const parsePlanned = (resource: ResolvedResource) =>
  parseProperties(resource, ({ path }) => isPlannedIn(memberAt(resource.properties, path)));

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
