import { OperatorError } from '../platform/errors.ts';
import type { ResourceType } from '../resources/ResourceType.ts';
import type { Stack } from './Template.ts';

/** Names every resource type that cannot be made, before anything is made. */
export function refuseUnsupported(
  stacks: readonly Stack[],
  known: Readonly<Record<string, ResourceType>>,
): void {
  const unsupported = stacks.flatMap(({ name, template }) =>
    Object.entries(template.Resources)
      .filter(([, { Type }]) => !Object.hasOwn(known, Type))
      .map(([logicalId, { Type }]) => `${Type} (${name}/${logicalId})`),
  );
  if (unsupported.length === 0) return;
  throw new OperatorError(
    `Not supported on one machine yet: ${unsupported.join(
      ', ',
    )}. Leave them out of the app's local stage, or add a file to local/resources.`,
  );
}
