import { parse, type AnyNode, type CallExpression, type Program } from 'acorn';
import { AwsError } from '../../../platform/AwsError.ts';
import { findRecursion } from './findRecursion.ts';
import { codeErrorAt, type CodeError, invalidCode, walk } from './syntaxTree.ts';

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html#limits_appsync */
const MAX_CODE_LENGTH = 32_768;

/** Returns a module's syntax tree. Throws `BadRequestException` for a module that AppSync would not store. */
export function parseCode(source: string): Program {
  if (source.length > MAX_CODE_LENGTH) {
    throw new AwsError(
      'BadRequestException',
      `Code is ${source.length} characters long; at most ${MAX_CODE_LENGTH} are allowed.`,
    );
  }
  const program = parseModule(source);
  const errors = lint(program);
  if (errors.length > 0) throw invalidCode(errors, 'LINT_ERROR');
  return program;
}

function parseModule(source: string): Program {
  try {
    return parse(source, { ecmaVersion: 2023, sourceType: 'module', locations: true });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Acorn adds the place to its errors: https://github.com/acornjs/acorn/tree/master/acorn#interface
    const { line, column } = (error as SyntaxError & { loc: { line: number; column: number } }).loc;
    throw invalidCode([{ message: error.message, line, column: column + 1 }], 'PARSER_ERROR');
  }
}

function lint(program: Program): CodeError[] {
  const errors: CodeError[] = [];
  walk(program, (node) => {
    // The compiler cannot see that a node and the rule for its type belong together.
    const rule = forbiddenSyntax[node.type] as ((node: AnyNode) => string | false) | undefined;
    const message = rule?.(node);
    if (message) errors.push(codeErrorAt(node, message));
  });
  const recursion = findRecursion(program);
  if (recursion) {
    const message = `Recursive function calls not supported. Detected cycle in ${recursion.path}`;
    errors.push(codeErrorAt(recursion.node, message));
  }
  return errors;
}

/** The message of AppSync for a node that it refuses, or false. */
type Rules = {
  readonly [Type in AnyNode['type']]?: (node: Extract<AnyNode, { type: Type }>) => string | false;
};

/** The only methods that take a function. */
const TAKES_FUNCTION = new Set(
  'map flatMap filter find findIndex findLast findLastIndex forEach reduce reduceRight every some'.split(' '),
);
const OBJECT_METHODS = new Set(['assign', 'entries', 'hasOwn', 'keys', 'values']);
const FUNCTION_METHODS = new Set(['apply', 'bind', 'call']);

const always = (message: string) => () => message;

const isFunction = (node: AnyNode | null | undefined) =>
  node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression';

const functionRule = ({ async, generator }: { readonly async: boolean; readonly generator: boolean }) =>
  (async && 'Async functions are not supported.') || (generator && 'Generator functions are not supported.');

const operatorRule =
  (...refused: string[]) =>
  ({ operator }: { readonly operator: string }) =>
    refused.includes(operator) && `The operator ${operator} is not supported`;

function callRule({ callee, arguments: given }: CallExpression): string | false {
  const { object, method } = methodOf(callee);
  if (object === 'Object' && !OBJECT_METHODS.has(method)) {
    return `Method ObjectConstructor.${method} is not implemented.`;
  }
  if (FUNCTION_METHODS.has(method)) return `Method Function.${method} is not implemented.`;
  return (
    given.some(isFunction) && !TAKES_FUNCTION.has(method) && 'Functions can not be passed as an argument'
  );
}

/** The names in a call such as `Object.keys(…)`; empty where there are none. */
function methodOf(callee: CallExpression['callee']): { readonly object: string; readonly method: string } {
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier')
    return { object: '', method: '' };
  return {
    object: callee.object.type === 'Identifier' ? callee.object.name : '',
    method: callee.property.name,
  };
}

/** A list can be given any length, and so take any memory, at once. */
const LENGTH_IS_READ_ONLY = 'Assignments to length are not supported.';

const isLength = (node: AnyNode | null) =>
  node?.type === 'MemberExpression' && node.property.type === 'Identifier' && node.property.name === 'length';

/**
 * What APPSYNC_JS leaves out of JavaScript, by node type:
 * https://docs.aws.amazon.com/appsync/latest/devguide/supported-features.html
 */
const forbiddenSyntax: Rules = {
  ArrayPattern: ({ elements }) => elements.some(isLength) && LENGTH_IS_READ_ONLY,
  AssignmentExpression: ({ left }) => isLength(left) && LENGTH_IS_READ_ONLY,
  AssignmentPattern: ({ left }) => isLength(left) && LENGTH_IS_READ_ONLY,
  ArrowFunctionExpression: (node) =>
    functionRule(node) || (isFunction(node.body) && 'returning a function is not allowed'),
  AwaitExpression: always('The `await` keyword is not supported'),
  BinaryExpression: (node) =>
    operatorRule('instanceof')(node) ||
    (node.operator === 'in' && 'in operator is not supported. Use Object.hasOwn().'),
  CallExpression: callRule,
  ClassDeclaration: always('Class declarations are not supported.'),
  ClassExpression: always('Class declarations are not supported.'),
  ContinueStatement: always('Continue statements are not supported'),
  DoWhileStatement: always('do...while statements are not supported.'),
  ForInStatement: ({ left }) => isLength(left) && LENGTH_IS_READ_ONLY,
  ForOfStatement: ({ left }) => isLength(left) && LENGTH_IS_READ_ONLY,
  ForStatement: always('For statements are not supported.'),
  FunctionDeclaration: functionRule,
  FunctionExpression: functionRule,
  Identifier: ({ name }) => name.startsWith('$$') && 'Names that begin with $$ are reserved.',
  ImportExpression: always('Dynamic imports are not supported.'),
  LabeledStatement: always('Labeled statements are not supported.'),
  Literal: (node) =>
    ('regex' in node && 'Regex literals are not supported.') ||
    // A power of one can take all memory in one step.
    (typeof node.value === 'bigint' && 'BigInt literals are not supported.'),
  NewExpression: always('New expressions are not supported.'),
  ObjectPattern: ({ properties }) =>
    properties.some((property) => property.type === 'Property' && isLength(property.value)) &&
    LENGTH_IS_READ_ONLY,
  // What has been measured could be another value when it is used.
  Property: ({ kind }) => kind !== 'init' && 'Getters and setters are not supported.',
  RestElement: ({ argument }) => isLength(argument) && LENGTH_IS_READ_ONLY,
  ReturnStatement: (node) => isFunction(node.argument) && 'returning a function is not allowed',
  ThisExpression: always('This expressions are not supported.'),
  ThrowStatement: always('Throw statements are not supported.'),
  TryStatement: always('Try statements are not supported.'),
  UnaryExpression: operatorRule('~'),
  UpdateExpression: operatorRule('++', '--'),
  WhileStatement: always('While statements are not supported.'),
  YieldExpression: always('Yield statements are not supported'),
};
