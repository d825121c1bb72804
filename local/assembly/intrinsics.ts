import { OperatorError } from '../platform/errors.ts';
import { attributeOf, referTo } from './references.ts';
import type { Scope } from './Scope.ts';
import { substitute } from './substitute.ts';

type Resolve = (value: unknown, scope: Scope) => unknown;
type Intrinsic = (argument: any, scope: Scope, resolve: Resolve) => unknown;

/** Every intrinsic function that is understood, by name. */
export const intrinsics: Readonly<Record<string, Intrinsic>> = {
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
