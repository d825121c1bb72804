import { OperatorError } from '../platform/errors.ts';
import { attributeOf, NO_VALUE, referTo, type Scope } from './references.ts';

/**
 * Returns a template value with every intrinsic function replaced by its result. Members whose result is
 * `AWS::NoValue` are left out.
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
  return intrinsic(argument, scope);
}

interface IntrinsicCall {
  readonly name: string;
  readonly argument: unknown;
}

/** Returns the name and the argument of the intrinsic function that an object represents, if it represents one. */
export function intrinsicIn(value: object): IntrinsicCall | undefined {
  const members: [string, unknown][] = Object.entries(value);
  const [member] = members;
  if (members.length !== 1 || !member) return undefined;
  const [name, argument] = member;
  if (name !== 'Ref' && name !== 'Condition' && !name.startsWith('Fn::')) return undefined;
  if (name === 'Condition' && typeof argument !== 'string') return undefined;
  return { name, argument };
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

/** Every supported intrinsic function, by name. */
const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => referTo(String(name), scope),
  Condition: (name, scope) => conditionHolds(name, scope),
  'Fn::And': (tests, scope) => listIn(tests).every((test) => resolveIntrinsics(test, scope)),
  'Fn::Base64': (value, scope) => Buffer.from(resolveText(value, scope)).toString('base64'),
  'Fn::Equals': (argument, scope) => {
    const [left, right] = listIn(argument).map((side) => JSON.stringify(resolveIntrinsics(side, scope)));
    return left === right;
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = listIn(argument);
    const found =
      scope.template.Mappings?.[String(map)]?.[resolveText(first, scope)]?.[resolveText(second, scope)];
    if (found === undefined)
      throw new OperatorError(`${scope.stackName}: Fn::FindInMap finds nothing in "${String(map)}".`);
    return found;
  },
  'Fn::GetAZs': (_region, { account }) => ['a', 'b', 'c'].map((zone) => account.region + zone),
  'Fn::GetAtt': (path, scope) => {
    const [logicalId = '', ...attribute] = Array.isArray(path) ? path.map(String) : String(path).split('.');
    return attributeOf(logicalId, attribute.join('.'), scope);
  },
  'Fn::GetStackOutput': (argument, scope) => getStackOutput(argument, scope),
  'Fn::If': (argument, scope) => {
    const [name, whenTrue, whenFalse] = listIn(argument);
    return resolveIntrinsics(conditionHolds(name, scope) ? whenTrue : whenFalse, scope);
  },
  'Fn::ImportValue': (name, scope) => {
    const resolved = resolveText(name, scope);
    if (scope.exports.has(resolved)) return scope.exports.get(resolved);
    throw new OperatorError(
      `${scope.stackName}: Fn::ImportValue names "${resolved}", which no stack exports before it.`,
    );
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = listIn(argument);
    return resolveList(parts, scope).join(String(separator));
  },
  'Fn::Length': (list, scope) => resolveList(list, scope).length,
  'Fn::Not': (argument, scope) => !resolveIntrinsics(listIn(argument)[0], scope),
  'Fn::Or': (tests, scope) => listIn(tests).some((test) => resolveIntrinsics(test, scope)),
  'Fn::Select': (argument, scope) => {
    const [index, list] = listIn(argument);
    return resolveList(list, scope)[Number(resolveIntrinsics(index, scope))];
  },
  'Fn::Split': (argument, scope) => {
    const [separator, source] = listIn(argument);
    return resolveText(source, scope).split(String(separator));
  },
  'Fn::Sub': (argument, scope) => substitute(argument, scope),
  'Fn::ToJsonString': (value, scope) => JSON.stringify(resolveIntrinsics(value, scope)),
};

/**
 * An output of a stack that was deployed before, whether or not that exports it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html
 */
function getStackOutput(argument: unknown, scope: Scope): unknown {
  const { StackName, OutputName, ...others } = Object.fromEntries(
    Object.entries(argument ?? {}).map(([key, value]) => [key, resolveText(value, scope)]),
  );
  const elsewhere = Object.keys(others);
  if (elsewhere.length > 0)
    throw new OperatorError(
      `${scope.stackName}: Fn::GetStackOutput with ${elsewhere.join(', ')} is not supported.`,
    );
  const found = scope.outputs.get(StackName ?? '')?.[OutputName ?? ''];
  if (found !== undefined) return found;
  throw new OperatorError(
    `${scope.stackName}: Fn::GetStackOutput names "${StackName}.${OutputName}", which no stack before it puts out.`,
  );
}

const resolveText = (value: unknown, scope: Scope) => String(resolveIntrinsics(value, scope));

const resolveList = (value: unknown, scope: Scope) => listIn(resolveIntrinsics(value, scope));

function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new OperatorError(`An intrinsic function needs a list where it has ${JSON.stringify(value)}.`);
}

function conditionHolds(name: unknown, scope: Scope): boolean {
  const definition = scope.template.Conditions?.[String(name)];
  if (definition === undefined)
    throw new OperatorError(`${scope.stackName}: condition "${String(name)}" is not defined.`);
  return resolveIntrinsics(definition, scope) === true;
}

/** `${Name}`, `${LogicalId.Attribute}`, and `${!literal}`, which stands for `${literal}`. */
export const PLACEHOLDER = /\$\{([^}]*)\}/g;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html */
function substitute(argument: unknown, scope: Scope): string {
  const [source, given] = Array.isArray(argument) ? listIn(argument) : [argument];
  const variables = new Map<string, unknown>(Object.entries(given ?? {}));
  return String(source).replace(PLACEHOLDER, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (variables.has(name)) return resolveText(variables.get(name), scope);
    const dot = name.indexOf('.');
    return String(
      dot < 0 ? referTo(name, scope) : attributeOf(name.slice(0, dot), name.slice(dot + 1), scope),
    );
  });
}
