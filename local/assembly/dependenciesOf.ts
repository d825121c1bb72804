import { intrinsicIn } from './resolveIntrinsics.ts';
import { PLACEHOLDER } from './substitute.ts';
import type { TemplateResource } from './Template.ts';

/** Logical names a resource has to wait for: what it depends on and what its properties refer to. */
export function dependenciesOf({ DependsOn = [], Properties }: TemplateResource): Set<string> {
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
  if (call?.name === 'Fn::GetAtt') return [String([call.argument].flat()[0]).split('.')[0]!];
  if (call?.name !== 'Fn::Sub') return [];
  const source = String([call.argument].flat()[0]);
  return [...source.matchAll(PLACEHOLDER)].map(([, name]) => name!.split('.')[0]!);
}
