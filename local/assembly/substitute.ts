import { attributeOf, referTo } from './references.ts';
import type { Scope } from './Scope.ts';

/** `${Name}`, `${LogicalId.Attribute}`, and `${!literal}`, which stands for `${literal}`. */
export const PLACEHOLDER = /\$\{([^}]*)\}/g;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html */
export function substitute(
  argument: string | [string, Record<string, unknown>],
  scope: Scope,
  resolve: (value: unknown, scope: Scope) => unknown,
): string {
  const [source, variables] = typeof argument === 'string' ? [argument, {}] : argument;
  return source.replace(PLACEHOLDER, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (Object.hasOwn(variables, name))
      return String(resolve((variables as Record<string, unknown>)[name], scope));
    const dot = name.indexOf('.');
    return String(
      dot < 0 ? referTo(name, scope) : attributeOf(name.slice(0, dot), name.slice(dot + 1), scope),
    );
  });
}
