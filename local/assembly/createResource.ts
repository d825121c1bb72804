import type { z } from 'zod';
import { AwsError } from '../platform/AwsError.ts';
import { createRandomness, type Randomness } from '../platform/Randomness.ts';
import type { World } from '../platform/World.ts';
import { invariant, OperatorError } from '../platform/errors.ts';
import { physicalName } from '../resources/common/ResourceType.ts';
import { resourceTypes } from '../resources/resourceTypes.ts';
import type { Services } from '../services/Services.ts';
import type { TemplateResource } from './Template.ts';
import type { MadeResource, Scope } from './references.ts';
import { resolveIntrinsics } from './resolveIntrinsics.ts';

/** Creates one resource. Throws an `OperatorError` whose one line names the resource and the wrong property. */
export async function createResource(
  logicalId: string,
  { Type, Properties = {} }: TemplateResource,
  scope: Scope,
  world: World,
  services: Services,
): Promise<MadeResource> {
  const { stackName } = scope;
  const label = `${stackName}/${logicalId} (${Type})`;
  const type = resourceTypes[Type];
  invariant(type, `${Type} is a type that can be made`);
  // `resolveIntrinsics` returns an object for an object.
  const properties = resolveIntrinsics(Properties, scope) as Record<string, unknown>;
  const parsed = type.properties.safeParse(properties);
  if (!parsed.success) throw new OperatorError(`${label}: ${parsed.error.issues.map(issueText).join('; ')}.`);
  try {
    const created = await type.create(parsed.data, {
      world: { ...world, random: resourceRandomness(world, stackName, logicalId) },
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

const TREE = 'deployment';

/** A resource's own source of randomness, so that its ids and keys are the same after a restart. */
function resourceRandomness({ journal, random }: World, stackName: string, logicalId: string): Randomness {
  const key = `${stackName}/${logicalId}`;
  const known = journal.get<number>(TREE, key);
  if (known !== undefined) return createRandomness(known);
  const value = random.seed();
  journal.append([{ tree: TREE, key, value }]);
  return createRandomness(value);
}
