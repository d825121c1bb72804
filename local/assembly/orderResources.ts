import { OperatorError } from '../platform/errors.ts';
import type { ResourceType } from '../resources/common/ResourceType.ts';
import type { Stack, TemplateResource } from './Template.ts';
import { intrinsicIn, PLACEHOLDER } from './resolveIntrinsics.ts';

/** Returns the logical ids so sorted that each comes after everything it refers to. */
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

/** Returns the logical ids that a resource depends on, by `DependsOn` or by references in its properties. */
function dependenciesOf({ DependsOn = [], Properties }: TemplateResource): Set<string> {
  const names = new Set([DependsOn].flat());
  collect(Properties, names);
  return names;
}

function collect(value: unknown, names: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) namesIn(intrinsicIn(value)).forEach((name) => names.add(name));
  Object.values(value).forEach((member) => collect(member, names));
}

function namesIn(call: ReturnType<typeof intrinsicIn>): string[] {
  if (call?.name === 'Ref') return [String(call.argument)];
  if (call?.name === 'Fn::GetAtt') return [beforeDot(String([call.argument].flat()[0]))];
  if (call?.name !== 'Fn::Sub') return [];
  const source = String([call.argument].flat()[0]);
  return [...source.matchAll(PLACEHOLDER)].map(([, name = '']) => beforeDot(name));
}

const beforeDot = (path: string) => path.replace(/\..*/s, '');

/** Throws for unsupported resource types, all of them in one message, before anything is created. */
export function rejectUnsupportedTypes(
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
