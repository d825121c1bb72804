import type { z } from 'zod';
import { AwsError } from '../platform/AwsError.ts';
import type { World } from '../platform/World.ts';
import { invariant, OperatorError } from '../platform/errors.ts';
import { type Created, physicalName, type ResourceContext } from '../resources/common/ResourceType.ts';
import { resourceTypes } from '../resources/resourceTypes.ts';
import type { Code } from '../services/appsync/Api.ts';
import type { Services } from '../services/Services.ts';
import { type Identities, randomnessOf } from './createIdentities.ts';

/** What resources are made of. */
export interface Deployment {
  readonly world: World;
  readonly services: Services;
  readonly identities: Identities;
  /** Returns code that was stored by an earlier start, so that nothing in it needs to be checked. @default none was */
  readonly knownCode?: ((source: string) => Code | undefined) | undefined;
}

/** A resource of a template with every intrinsic function in its properties resolved. */
export interface ResolvedResource {
  readonly stackName: string;
  readonly logicalId: string;
  /** CloudFormation's, such as `AWS::SQS::Queue`. */
  readonly type: string;
  /** Its construct's path below the stack, such as `Jobs/Queue`; the logical id where the template has none. */
  readonly path: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Creates one resource. Throws an `OperatorError` whose one line names the resource and the wrong property. */
export function createResource(resource: ResolvedResource, deployment: Deployment): Promise<Created> {
  const parsed = parseProperties(resource);
  return namingErrors(resource, () => typeOf(resource).create(parsed, contextOf(resource, deployment)));
}

export function typeOf({ type }: Pick<ResolvedResource, 'type'>) {
  const found = resourceTypes[type];
  invariant(found, `${type} is a type that can be made`);
  return found;
}

/** Returns the properties as their type's schema reads them. Throws an `OperatorError` for those that it refuses. */
export function parseProperties(
  resource: ResolvedResource,
  isIgnored: (issue: z.core.$ZodIssue) => boolean = () => false,
): unknown {
  const parsed = typeOf(resource).properties.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.filter((issue) => !isIgnored(issue));
  if (issues.length === 0) return undefined;
  throw new OperatorError(`${labelOf(resource)}: ${issues.map(issueText).join('; ')}.`);
}

/** Does something with a resource. Errors for the operator name it. */
export async function namingErrors<Result>(
  resource: Pick<ResolvedResource, 'stackName' | 'logicalId' | 'type'>,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AwsError || error instanceof OperatorError) {
      throw new OperatorError(`${labelOf(resource)}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

export const labelOf = ({
  stackName,
  logicalId,
  type,
}: Pick<ResolvedResource, 'stackName' | 'logicalId' | 'type'>) => `${stackName}/${logicalId} (${type})`;

export function contextOf(
  { stackName, logicalId }: Pick<ResolvedResource, 'stackName' | 'logicalId'>,
  { world, services, identities, knownCode }: Deployment,
): ResourceContext {
  const identity = identities.of(stackName, logicalId);
  return {
    world: { ...world, random: randomnessOf(identity) },
    services,
    knownCode,
    stackName,
    logicalId,
    physicalName: (maxLength) => physicalName(stackName, logicalId, maxLength, identity.generation),
  };
}

function issueText(issue: z.core.$ZodIssue): string {
  const at = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `property ${[...issue.path, key].join('.')} is not supported`).join('; ');
  }
  if (issue.code === 'invalid_union') {
    const deepest = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0];
    if (deepest) return issueText({ ...deepest, path: [...issue.path, ...deepest.path] });
  }
  return `property ${at || '(root)'}: ${issue.message}`;
}
