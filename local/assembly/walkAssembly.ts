import { createHash } from 'node:crypto';
import type { Account } from '../platform/World.ts';
import { arnOf } from '../platform/arns.ts';
import { invariant } from '../platform/errors.ts';
import type { Created } from '../resources/common/ResourceType.ts';
import type { Stack, Template, TemplateResource } from './Template.ts';
import type { ResolvedResource } from './createResource.ts';
import { orderResources } from './orderResources.ts';
import type { Scope } from './references.ts';
import { resolveIntrinsics } from './resolveIntrinsics.ts';

export interface DeployedStack {
  readonly name: string;
  /** Its ARN. */
  readonly id: string;
  readonly template: Template;
  /** By output name. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The names of exports, by output name. */
  readonly exports: Readonly<Record<string, string>>;
  /** By logical id, each after those that it depends on. */
  readonly resources: Readonly<Record<string, DeployedResource>>;
}

export interface DeployedResource {
  readonly type: string;
  /** Its construct's path below the stack, such as `Jobs/Queue`; the logical id where the template has none. */
  readonly path: string;
  readonly ref: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Whether it stays when its template lets it go. @default it is removed */
  readonly isRetained?: boolean;
  /** Whether it stays when another one takes its place. @default it is removed */
  readonly isRetainedWhenReplaced?: boolean;
}

/** A resource as `visit` leaves it. */
export type Visited = Created & {
  /** Whether some of its attributes are known only later. @default false */
  readonly isPlanned?: boolean;
};

/** Visits the resources of every stack, each after those that it depends on, and returns what that makes. */
export async function walkAssembly(
  stacks: readonly Stack[],
  account: Account,
  visit: (resource: ResolvedResource) => Visited | Promise<Visited>,
): Promise<DeployedStack[]> {
  const before: Before = { exports: new Map(), outputs: new Map() };
  const walked: DeployedStack[] = [];
  for (const stack of stacks) {
    const deployed = await walkStack(stack, before, account, visit);
    before.outputs.set(deployed.name, deployed.outputs);
    walked.push(deployed);
  }
  return walked;
}

/** What a stack may have of those that were deployed before it. */
type Before = Pick<Scope, 'exports' | 'outputs'>;

async function walkStack(
  stack: Stack,
  before: Before,
  account: Account,
  visit: (resource: ResolvedResource) => Visited | Promise<Visited>,
): Promise<DeployedStack> {
  const { name, template } = stack;
  const stackId = arnOf(account, 'cloudformation', `stack/${name}/${uuidOf(name)}`);
  const scope: Scope = { account, stackName: name, stackId, template, created: new Map(), ...before };
  for (const logicalId of orderResources(stack)) {
    const resource = resourceIn(template, logicalId);
    if (!isIncluded(resource.Condition, scope)) continue;
    // `resolveIntrinsics` returns an object for an object.
    const properties = resolveIntrinsics(resource.Properties ?? {}, scope) as Record<string, unknown>;
    const path = pathOf(logicalId, resource);
    const visited = await visit({ stackName: name, logicalId, type: resource.Type, path, properties });
    scope.created.set(logicalId, { ...visited, properties });
  }
  return { name, id: stackId, template, ...outputsOf(scope), resources: resourcesOf(scope) };
}

function resourceIn({ Resources }: Template, logicalId: string): TemplateResource {
  const resource = Resources[logicalId];
  invariant(resource, `${logicalId} is a resource of the template`);
  return resource;
}

const isIncluded = (condition: string | undefined, scope: Scope) =>
  condition === undefined || resolveIntrinsics({ Condition: condition }, scope) === true;

function outputsOf(scope: Scope): Pick<DeployedStack, 'outputs' | 'exports'> {
  const outputs: Record<string, unknown> = {};
  const exports: Record<string, string> = {};
  for (const [name, { Value, Condition, Export }] of Object.entries(scope.template.Outputs ?? {})) {
    if (!isIncluded(Condition, scope)) continue;
    outputs[name] = resolveIntrinsics(Value, scope);
    if (!Export) continue;
    const exported = String(resolveIntrinsics(Export.Name, scope));
    exports[name] = exported;
    scope.exports.set(exported, outputs[name]);
  }
  return { outputs, exports };
}

const resourcesOf = ({ created, template }: Scope): Record<string, DeployedResource> =>
  Object.fromEntries(
    [...created].map(([logicalId, { ref, attributes = {}, properties }]) => {
      const resource = resourceIn(template, logicalId);
      const { Type: type, DeletionPolicy, UpdateReplacePolicy } = resource;
      const deployed = { type, path: pathOf(logicalId, resource), ref, attributes, properties };
      return [
        logicalId,
        {
          ...deployed,
          ...(isRetaining(DeletionPolicy) && { isRetained: true }),
          ...(isRetaining(UpdateReplacePolicy) && { isRetainedWhenReplaced: true }),
        },
      ];
    }),
  );

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatereplacepolicy.html
 */
const isRetaining = (policy: string | undefined) =>
  policy === 'Retain' || policy === 'RetainExceptOnCreate' || policy === 'Snapshot';

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
