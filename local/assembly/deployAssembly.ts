import { resourceTypes } from '../resources/resourceTypes.ts';
import type { World } from '../platform/World.ts';
import type { Services } from '../services/Services.ts';
import { readKnownCode } from '../services/appsync/typeCheck/checkStoredCode.ts';
import { checkResolverCode } from './checkResolverCode.ts';
import { createCodeChecker } from '../services/appsync/typeCheck/createCodeChecker.ts';
import { createIdentities } from './createIdentities.ts';
import { createResource, type Deployment } from './createResource.ts';
import { rejectUnsupportedTypes } from './orderResources.ts';
import { planUpdate, type Running } from './planUpdate.ts';
import type { Assembly } from './readAssembly.ts';
import type { CloudUpdate, UpdateOptions } from './CloudUpdate.ts';
import { stageServices, updateAssembly } from './updateAssembly.ts';
import { type DeployedStack, walkAssembly } from './walkAssembly.ts';

/** Stacks that run, and that take other versions of their assembly. */
export interface DeployedAssembly {
  readonly stacks: readonly DeployedStack[];
  /** A text for each resolver or function that AppSync may refuse for its types. */
  readonly codeWarnings: readonly string[];
  /** Rejects with an `OperatorError` where AppSync would certainly refuse some code. */
  readonly checked: Promise<void>;
  /**
   * Makes them what another assembly says. Throws an `OperatorError` where that cannot be, and everything is as it was.
   * One update waits for the other.
   */
  update(assembly: Assembly, options?: UpdateOptions): Promise<CloudUpdate>;
  /** Loads what checks types, so that the first update is as fast as the others. */
  prepareUpdates(): Promise<void>;
  close(): Promise<void>;
}

export interface DeployOptions {
  /** File that remembers which resolver code passed AppSync's type check. @default types are not checked */
  readonly checkedCode?: string | undefined;
  /** Whether the check of types goes on meanwhile, in its thread: then whoever deploys awaits `checked`. @default false */
  readonly checksLater?: boolean | undefined;
}

/** Creates every resource of every stack, in order. Throws an `OperatorError` that names what cannot be created. */
export async function deployAssembly(
  assembly: Assembly,
  world: World,
  services: Services,
  { checkedCode, checksLater = false }: DeployOptions = {},
): Promise<DeployedAssembly> {
  const knownCode = checkedCode === undefined ? undefined : readKnownCode(checkedCode);
  const deployment: Deployment = { world, services, identities: createIdentities(world), knownCode };
  const checker = createCodeChecker();
  const check = (stacks: readonly DeployedStack[], assets = assembly.assets) =>
    checkedCode === undefined ? [] : checkResolverCode(stacks, { ...services, assets }, checkedCode, checker);

  rejectUnsupportedTypes(assembly.stacks, resourceTypes);
  const stacks = await walkAssembly(assembly.stacks, world.account, (resource) =>
    createResource(resource, deployment),
  );
  let running: Running = { stacks, assembly, retained: new Map() };
  let codeWarnings: readonly string[] = [];
  const checkFirst = async () => {
    try {
      codeWarnings = await check(stacks);
    } finally {
      // A start that nobody updates needs no compiler any more.
      await checker.close();
    }
  };
  const checked = checkFirst();
  let last: Promise<unknown> = checked.catch(() => undefined);
  if (!checksLater) await checked;

  const update = async (next: Assembly, { announce }: UpdateOptions): Promise<CloudUpdate> => {
    const startedAt = world.clock.now();
    const rehearsal = { ...deployment, services: stageServices(services, next).services };
    const { changes, stacks: planned } = await planUpdate(running, next, rehearsal);
    const warnings = await check(planned, next.assets);
    await announce?.(changes);
    running = await updateAssembly(running, next, deployment);
    codeWarnings = warnings;
    services.cloudformation.updated(changes);
    const durationMs = world.clock.now() - startedAt;
    if (changes.length > 0) world.feed.publish({ kind: 'update', traceId: null, changes, durationMs });
    return { changes, codeWarnings, durationMs };
  };

  return {
    get stacks() {
      return running.stacks;
    },
    get codeWarnings() {
      return codeWarnings;
    },
    checked,
    update(next, options = {}) {
      const updated = last.then(() => world.activity.run(() => update(next, options)));
      last = updated.catch(() => undefined);
      return updated;
    },
    async prepareUpdates() {
      if (checkedCode !== undefined) await checker.check(new Map([['none', '']]));
    },
    close: checker.close,
  };
}
