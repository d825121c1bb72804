import { describeError } from '../platform/errors.ts';
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
import {
  decide,
  type Decision,
  existingOf,
  existingResource,
  keyOf,
  resourceOf,
  type Running,
  updateResource,
} from './planUpdate.ts';
import type { Assembly } from './readAssembly.ts';
import { type DeployedResource, type DeployedStack, type Visited, walkAssembly } from './walkAssembly.ts';

/**
 * Makes running stacks what an assembly says. What is added and changed comes first, in the order of dependencies, and
 * what is replaced or removed goes last, as CloudFormation does it. Where something fails before that, all of it is
 * taken back and the error is thrown; what cannot be removed stays, which the feed says.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html
 */
export async function updateAssembly(
  running: Running,
  next: Assembly,
  deployment: Deployment,
): Promise<Running> {
  const { services, staged } = stageServices(deployment.services, next);
  const inNext: Deployment = { ...deployment, services };
  const undo: (() => unknown)[] = [];
  const kept = new Set<DeployedResource>();
  const visit = async (resource: ResolvedResource): Promise<Visited> => {
    const before = existingResource(running, resource);
    const decision = decide(resource, before);
    if (before && decision.action !== 'replaced') kept.add(before);
    if (before && decision.action === 'unchanged') return before;
    return change(resource, decision, { inNext, running, undo });
  };
  try {
    const stacks = await walkAssembly(next.stacks, deployment.world.account, visit);
    staged.commit();
    const leaving = leavingResources(running.stacks, stacks, kept);
    for (const resource of leaving) if (!staysFor(resource)) await removeResource(resource, inNext);
    staged.commit();
    const retained = leaving.filter((resource) => !resource.isReplaced && staysFor(resource));
    const earlier = [...running.retained].filter(([, resource]) => !kept.has(resource));
    return {
      stacks,
      assembly: next,
      retained: new Map([
        ...earlier,
        ...retained.map((resource) => [keyOf(resource), resource.before] as const),
      ]),
    };
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
  const isStaged = typeOf(resource).lifecycle.isStaged === true;
  const inLast = { ...inNext, services: { ...inNext.services, assets: running.assembly.assets } };
  if ('before' in decision && decision.action === 'updated') {
    const { before } = decision;
    const back = { ...resource, properties: before.properties };
    const wanted = { ...before, properties: resource.properties };
    // An update that fails half-way has changed something, too.
    if (!isStaged)
      undo.push(() =>
        updateResource(back, { ...decision, before: wanted }, inLast).catch(report(resource, inNext)),
      );
    return updateResource(resource, decision, inNext);
  }
  if (decision.action === 'replaced')
    undo.push(inNext.identities.renew(resource.stackName, resource.logicalId));
  const created = await createResource(resource, inNext);
  const before = { ...resource, attributes: {}, ...created };
  if (!isStaged) undo.push(() => removeResource({ ...resource, before, isReplaced: false }, inNext));
  return created;
}

type Leaving = Omit<ResolvedResource, 'properties'> & {
  readonly before: DeployedResource;
  /** Whether another one has taken its place. */
  readonly isReplaced: boolean;
};

/** What has no place any more, each before those that it depends on. */
const leavingResources = (
  running: readonly DeployedStack[],
  stacks: readonly DeployedStack[],
  kept: ReadonlySet<DeployedResource>,
): Leaving[] =>
  running.toReversed().flatMap(({ name: stackName, resources }) =>
    Object.entries(resources)
      .filter(([, resource]) => !kept.has(resource))
      .toReversed()
      .map(([logicalId, before]) => {
        const { type, path } = before;
        const isReplaced = resourceOf(stacks, { stackName, logicalId }) !== undefined;
        return { stackName, logicalId, type, path, before, isReplaced };
      }),
  );

/** Whether its template retains it. */
const staysFor = ({ before, isReplaced }: Leaving) =>
  (isReplaced ? before.isRetainedWhenReplaced : before.isRetained) === true;

/**
 * Removes a resource. Failures go to the feed: the update is done. If it comes back, it
 * has another name, because a name may be taken for a while, as a deleted queue's is.
 */
async function removeResource(
  { before, isReplaced, ...resource }: Leaving,
  deployment: Deployment,
): Promise<void> {
  const { lifecycle } = typeOf(resource);
  const remove = () => lifecycle.remove(existingOf(resource, before), contextOf(resource, deployment));
  await namingErrors(resource, remove).catch(report(resource, deployment));
  if (!isReplaced) deployment.identities.renew(resource.stackName, resource.logicalId);
}

const report =
  (resource: Pick<ResolvedResource, 'stackName' | 'logicalId' | 'type'>, { world }: Deployment) =>
  (error: unknown): void =>
    world.feed.publish({
      kind: 'failure',
      traceId: null,
      source: labelOf(resource),
      code: 'UpdateFailed',
      message: describeError(error),
    });
