import { OperatorError } from '../platform/errors.ts';
import { dependenciesOf } from './dependenciesOf.ts';
import type { Stack } from './Template.ts';

/** Logical ids in an order in which each comes after everything it refers to. */
export function orderResources({ name, template }: Stack): string[] {
  const ordered = new Set<string>();
  const visit = (logicalId: string, path: readonly string[]) => {
    const resource = template.Resources[logicalId];
    if (!resource || ordered.has(logicalId)) return;
    if (path.includes(logicalId)) {
      throw new OperatorError(
        `${name}: resources wait for each other: ${[...path, logicalId].join(' -> ')}.`,
      );
    }
    for (const dependency of dependenciesOf(resource)) visit(dependency, [...path, logicalId]);
    ordered.add(logicalId);
  };
  Object.keys(template.Resources).forEach((logicalId) => visit(logicalId, []));
  return [...ordered];
}
