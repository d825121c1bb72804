import type { z } from 'zod';
import { AwsError } from '../platform/AwsError.ts';
import { OperatorError } from '../platform/errors.ts';
import type { World } from '../platform/World.ts';
import { physicalName } from '../resources/physicalName.ts';
import { resourceTypes } from '../resources/resourceTypes.ts';
import type { Services } from '../services/Services.ts';
import { randomnessOf } from './randomnessOf.ts';
import { resolveIntrinsics } from './resolveIntrinsics.ts';
import type { MadeResource, Scope } from './Scope.ts';
import type { TemplateResource } from './Template.ts';

/** Makes one resource, or says in one line which resource and which property stand in the way. */
export async function createResource(
  logicalId: string,
  { Type, Properties = {} }: TemplateResource,
  scope: Scope,
  world: World,
  services: Services,
): Promise<MadeResource> {
  const { stackName } = scope;
  const label = `${stackName}/${logicalId} (${Type})`;
  const type = resourceTypes[Type]!;
  const properties = resolveIntrinsics(Properties, scope) as Record<string, unknown>;
  const parsed = type.properties.safeParse(properties);
  if (!parsed.success) throw new OperatorError(`${label}: ${parsed.error.issues.map(wordsFor).join('; ')}.`);
  try {
    const created = await type.create(parsed.data, {
      world: { ...world, random: randomnessOf(world, stackName, logicalId) },
      services,
      stackName,
      logicalId,
      physicalName: (maxLength) => physicalName(stackName, logicalId, maxLength),
    });
    return { ...created, properties };
  } catch (error) {
    if (error instanceof AwsError || error instanceof OperatorError) {
      throw new OperatorError(`${label}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

function wordsFor(issue: z.core.$ZodIssue): string {
  const at = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `property ${[...issue.path, key].join('.')} is not supported`).join('; ');
  }
  if (issue.code === 'invalid_union') {
    const deepest = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0];
    if (deepest) return wordsFor({ ...deepest, path: [...issue.path, ...deepest.path] } as z.core.$ZodIssue);
  }
  return `property ${at || '(root)'}: ${issue.message}`;
}
