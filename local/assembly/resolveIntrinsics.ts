import { OperatorError } from '../platform/errors.ts';
import { intrinsics } from './intrinsics.ts';
import { NO_VALUE } from './references.ts';
import type { Scope } from './Scope.ts';

/**
 * A template value with every intrinsic function replaced by what it stands for. Members that come
 * to `AWS::NoValue` are left out.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function resolveIntrinsics(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => resolveIntrinsics(item, scope)).filter((item) => item !== NO_VALUE);
  }
  if (typeof value !== 'object' || value === null) return value;
  const call = intrinsicIn(value);
  if (call) return apply(call, scope);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, resolveIntrinsics(member, scope)] as const)
      .filter(([, member]) => member !== NO_VALUE),
  );
}

function apply({ name, argument }: Intrinsic, scope: Scope): unknown {
  const intrinsic = intrinsics[name];
  if (!intrinsic)
    throw new OperatorError(`${scope.stackName}: the intrinsic function ${name} is not supported.`);
  return intrinsic(argument, scope, resolveIntrinsics);
}

interface Intrinsic {
  readonly name: string;
  readonly argument: unknown;
}

/** The intrinsic function an object spells, where it spells one. */
export function intrinsicIn(value: object): Intrinsic | undefined {
  const keys = Object.keys(value);
  const name = keys[0];
  if (keys.length !== 1 || name === undefined) return undefined;
  if (name !== 'Ref' && name !== 'Condition' && !name.startsWith('Fn::')) return undefined;
  if (name === 'Condition' && typeof (value as Record<string, unknown>)[name] !== 'string') return undefined;
  return { name, argument: (value as Record<string, unknown>)[name] };
}
