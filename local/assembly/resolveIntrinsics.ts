import { OperatorError } from '../platform/errors.ts';
import { attributeOf, NO_VALUE, referTo, type Scope } from './references.ts';

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

function apply({ name, argument }: IntrinsicCall, scope: Scope): unknown {
  const intrinsic = intrinsics[name];
  if (!intrinsic)
    throw new OperatorError(`${scope.stackName}: the intrinsic function ${name} is not supported.`);
  return intrinsic(argument, scope, resolveIntrinsics);
}

interface IntrinsicCall {
  readonly name: string;
  readonly argument: unknown;
}

/** The intrinsic function an object spells, where it spells one. */
export function intrinsicIn(value: object): IntrinsicCall | undefined {
  const keys = Object.keys(value);
  const name = keys[0];
  if (keys.length !== 1 || name === undefined) return undefined;
  if (name !== 'Ref' && name !== 'Condition' && !name.startsWith('Fn::')) return undefined;
  if (name === 'Condition' && typeof (value as Record<string, unknown>)[name] !== 'string') return undefined;
  return { name, argument: (value as Record<string, unknown>)[name] };
}

type Resolve = (value: unknown, scope: Scope) => unknown;
type Intrinsic = (argument: any, scope: Scope, resolve: Resolve) => unknown;

/** Every intrinsic function that is understood, by name. */
const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => referTo(name, scope),
  Condition: (name, scope, resolve) => condition(name, scope, resolve),
  'Fn::And': (tests, scope, resolve) => tests.every((test: unknown) => resolve(test, scope)),
  'Fn::Base64': (value, scope, resolve) => Buffer.from(String(resolve(value, scope))).toString('base64'),
  'Fn::Equals': ([left, right], scope, resolve) =>
    JSON.stringify(resolve(left, scope)) === JSON.stringify(resolve(right, scope)),
  'Fn::FindInMap': ([map, first, second], scope, resolve) => {
    const found =
      scope.template.Mappings?.[map]?.[String(resolve(first, scope))]?.[String(resolve(second, scope))];
    if (found === undefined)
      throw new OperatorError(`${scope.stackName}: Fn::FindInMap finds nothing in "${map}".`);
    return found;
  },
  'Fn::GetAZs': (_region, { account }) => ['a', 'b', 'c'].map((zone) => account.region + zone),
  'Fn::GetAtt': (path, scope) => {
    const [logicalId, ...attribute] = Array.isArray(path) ? path : String(path).split('.');
    return attributeOf(logicalId, attribute.join('.'), scope);
  },
  'Fn::If': ([name, whenTrue, whenFalse], scope, resolve) =>
    resolve(condition(name, scope, resolve) ? whenTrue : whenFalse, scope),
  'Fn::ImportValue': (name, scope, resolve) => {
    const resolved = String(resolve(name, scope));
    if (scope.exports.has(resolved)) return scope.exports.get(resolved);
    throw new OperatorError(
      `${scope.stackName}: Fn::ImportValue names "${resolved}", which no stack exports before it.`,
    );
  },
  'Fn::Join': ([separator, parts], scope, resolve) => (resolve(parts, scope) as unknown[]).join(separator),
  'Fn::Length': (list, scope, resolve) => (resolve(list, scope) as unknown[]).length,
  'Fn::Not': ([test], scope, resolve) => !resolve(test, scope),
  'Fn::Or': (tests, scope, resolve) => tests.some((test: unknown) => resolve(test, scope)),
  'Fn::Select': ([index, list], scope, resolve) =>
    (resolve(list, scope) as unknown[])[Number(resolve(index, scope))],
  'Fn::Split': ([separator, source], scope, resolve) => String(resolve(source, scope)).split(separator),
  'Fn::Sub': (argument, scope, resolve) => substitute(argument, scope, resolve),
  'Fn::ToJsonString': (value, scope, resolve) => JSON.stringify(resolve(value, scope)),
};

function condition(name: string, scope: Scope, resolve: Resolve): boolean {
  const definition = scope.template.Conditions?.[name];
  if (definition === undefined)
    throw new OperatorError(`${scope.stackName}: condition "${name}" is not defined.`);
  return resolve(definition, scope) === true;
}

/** `${Name}`, `${LogicalId.Attribute}`, and `${!literal}`, which stands for `${literal}`. */
export const PLACEHOLDER = /\$\{([^}]*)\}/g;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html */
function substitute(
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
