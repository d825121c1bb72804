import { describeError, OperatorError } from '../platform/errors.ts';
import { resourceTypes } from '../resources/resourceTypes.ts';
import type { Services } from '../services/Services.ts';
import {
  contextOf,
  createResource,
  type Deployment,
  labelOf,
  namingErrors,
  type ResolvedResource,
  typeOf,
} from './createResource.ts';
import { decide, type Decision, existingOf, resourceOf, updateResource } from './planUpdate.ts';
import type { Assembly } from './readAssembly.ts';
import type { ResourceChange } from '../platform/Feed.ts';
import { type DeployedResource, type DeployedStack, type Visited, walkAssembly } from './walkAssembly.ts';

/** The stacks that run and the assembly that they were deployed from. */
export interface Running {
  readonly stacks: readonly DeployedStack[];
  readonly assembly: Assembly;
}

type Replaced = ResolvedResource & { readonly before: DeployedResource };

/**
 * Makes running stacks what an assembly says. What is added and changed comes first, in the order of dependencies, and
 * what is replaced or removed goes last, as CloudFormation does it. Where something fails before that, all of it is
 * taken back and the error is thrown; what cannot be removed stays, which the feed says.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html
 */
export async function updateAssembly(
  running: Running,
  next: Assembly,
  removed: readonly ResourceChange[],
  deployment: Deployment,
): Promise<DeployedStack[]> {
  const { services, staged } = stageServices(deployment.services, next);
  const inNext: Deployment = { ...deployment, services };
  const undo: (() => unknown)[] = [];
  const replaced: Replaced[] = [];
  const visit = (resource: ResolvedResource): Promise<Visited> | Visited => {
    const before = resourceOf(running.stacks, resource);
    const decision = decide(resource, before);
    if (before && decision.action === 'unchanged') return before;
    if ('before' in decision && decision.action === 'replaced')
      replaced.push({ ...resource, before: decision.before });
    return change(resource, decision, { inNext, running, undo });
  };
  try {
    const stacks = await walkAssembly(next.stacks, deployment.world.account, visit);
    staged.commit();
    const leaving = [...replaced.toReversed(), ...removed.flatMap(leavingOf(running.stacks))];
    for (const resource of leaving) await removeResource(resource, inNext);
    staged.commit();
    return stacks;
  } catch (error) {
    for (const step of undo.toReversed()) await step();
    throw error;
  }
}

/** The services as resources of the next assembly reach them. What is staged is served once it is committed. */
export function stageServices(services: Services, { assets }: Assembly) {
  const staged = services.appsync.stage();
  return { staged, services: { ...services, assets, appsync: { ...services.appsync, ...staged } } };
}

interface Progress {
  readonly inNext: Deployment;
  readonly running: Running;
  /** What takes back each step so far. Staged services need none. */
  readonly undo: (() => unknown)[];
}

async function change(
  resource: ResolvedResource,
  decision: Decision,
  { inNext, running, undo }: Progress,
): Promise<Visited> {
  const isStaged = typeOf(resource).lifecycle?.isStaged === true;
  const inLast = { ...inNext, services: { ...inNext.services, assets: running.assembly.assets } };
  if ('before' in decision && decision.action === 'updated') {
    const updated = await updateResource(resource, decision, inNext);
    const now = { ...decision.before, ...updated, properties: resource.properties };
    const back = { ...resource, properties: decision.before.properties };
    if (!isStaged) undo.push(() => updateResource(back, { ...decision, before: now }, inLast));
    return updated;
  }
  if (decision.action === 'replaced')
    undo.push(inNext.identities.renew(resource.stackName, resource.logicalId));
  const created = await createResource(resource, inNext);
  const made = { ...resource, before: { ...resource, attributes: {}, ...created } };
  if (!isStaged) undo.push(() => removeResource(made, inNext));
  return created;
}

const leavingOf =
  (stacks: readonly DeployedStack[]) =>
  ({ stack: stackName, logicalId, path, type }: ResourceChange): Replaced[] => {
    const before = resourceOf(stacks, { stackName, logicalId });
    if (!before) return [];
    return [{ stackName, logicalId, path, type, properties: before.properties, before }];
  };

/** Removes a resource, unless its template retains it. Failures go to the feed: the update is done. */
async function removeResource({ before, ...resource }: Replaced, deployment: Deployment): Promise<void> {
  const { lifecycle } = resourceTypes[before.type] ?? {};
  const label = { ...resource, type: before.type };
  if (before.isRetained === true) return;
  try {
    if (!lifecycle) throw new OperatorError(`${labelOf(label)} cannot be removed while the cloud runs.`);
    await namingErrors(label, () =>
      lifecycle.remove(existingOf(label, before), contextOf(label, deployment)),
    );
  } catch (error) {
    const message = describeError(error);
    const source = labelOf(label);
    deployment.world.feed.publish({ kind: 'failure', traceId: null, source, code: 'NotRemoved', message });
  }
}
