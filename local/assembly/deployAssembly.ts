import { createHash } from 'node:crypto';
import type { World } from '../platform/World.ts';
import { arnOf } from '../platform/arns.ts';
import { invariant } from '../platform/errors.ts';
import { resourceTypes } from '../resources/resourceTypes.ts';
import type { Services } from '../services/Services.ts';
import type { Stack, Template, TemplateResource } from './Template.ts';
import { createResource } from './createResource.ts';
import { orderResources, rejectUnsupportedTypes } from './orderResources.ts';
import type { Assembly } from './readAssembly.ts';
import type { Scope } from './references.ts';
import { resolveIntrinsics } from './resolveIntrinsics.ts';

export interface DeployedStack {
  readonly name: string;
  /** By output name. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** By logical id. */
  readonly resources: Readonly<Record<string, DeployedResource>>;
}

export interface DeployedResource {
  readonly type: string;
  /** Its construct's path below the stack, such as `Jobs/Queue`; the logical id where the template has none. */
  readonly path: string;
  readonly ref: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Creates every resource of every stack, in order. Throws an `OperatorError` that names what cannot be created. */
export async function deployAssembly(
  { stacks }: Assembly,
  world: World,
  services: Services,
): Promise<DeployedStack[]> {
  rejectUnsupportedTypes(stacks, resourceTypes);
  const exports = new Map<string, unknown>();
  const deployed: DeployedStack[] = [];
  for (const stack of stacks) deployed.push(await deployStack(stack, exports, world, services));
  return deployed;
}

async function deployStack(
  stack: Stack,
  exports: Map<string, unknown>,
  world: World,
  services: Services,
): Promise<DeployedStack> {
  const { name, template } = stack;
  const stackId = arnOf(world.account, 'cloudformation', `stack/${name}/${uuidOf(name)}`);
  const scope: Scope = {
    account: world.account,
    stackName: name,
    stackId,
    template,
    created: new Map(),
    exports,
  };
  for (const logicalId of orderResources(stack)) {
    const resource = resourceIn(template, logicalId);
    if (!isIncluded(resource.Condition, scope)) continue;
    scope.created.set(logicalId, await createResource(logicalId, resource, scope, world, services));
  }
  return { name, outputs: outputsOf(scope), resources: resourcesOf(scope) };
}

function resourceIn({ Resources }: Template, logicalId: string): TemplateResource {
  const resource = Resources[logicalId];
  invariant(resource, `${logicalId} is a resource of the template`);
  return resource;
}

const isIncluded = (condition: string | undefined, scope: Scope) =>
  condition === undefined || resolveIntrinsics({ Condition: condition }, scope) === true;

function outputsOf(scope: Scope): Record<string, unknown> {
  const outputs: Record<string, unknown> = {};
  for (const [name, { Value, Condition, Export }] of Object.entries(scope.template.Outputs ?? {})) {
    if (!isIncluded(Condition, scope)) continue;
    outputs[name] = resolveIntrinsics(Value, scope);
    if (Export) scope.exports.set(String(resolveIntrinsics(Export.Name, scope)), outputs[name]);
  }
  return outputs;
}

const resourcesOf = ({ created, template }: Scope): Record<string, DeployedResource> =>
  Object.fromEntries(
    [...created].map(([logicalId, { ref, attributes = {}, properties }]) => {
      const resource = resourceIn(template, logicalId);
      return [
        logicalId,
        { type: resource.Type, path: pathOf(logicalId, resource), ref, attributes, properties },
      ];
    }),
  );

/** CDK writes a construct's path to its resource's metadata, the stack first and `Resource` last. */
function pathOf(logicalId: string, { Metadata }: TemplateResource): string {
  const path = Metadata?.['aws:cdk:path'];
  return typeof path === 'string' ? path.replace(/^[^/]+\//, '').replace(/\/Resource$/, '') : logicalId;
}

/** The id that CloudFormation would give a stack: of a UUID's form, and the same from one start to the next. */
const uuidOf = (name: string) =>
  createHash('sha256')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
