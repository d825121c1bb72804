import type { AnyNode } from 'acorn';

type Rule = (node: any) => string | false;

/** The only methods that take a function. */
const TAKES_FUNCTION = new Set(
  'map flatMap filter find findIndex findLast findLastIndex forEach reduce reduceRight every some'.split(' '),
);
const OBJECT_METHODS = new Set(['assign', 'entries', 'hasOwn', 'keys', 'values']);

const always =
  (message: string): Rule =>
  () =>
    message;
const isFunction = (node: AnyNode | null | undefined) =>
  node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression';
const functions: Rule = (node) =>
  (node.async && 'Async functions are not supported.') ||
  (node.generator && 'Generator functions are not supported.');
const operator =
  (...refused: string[]): Rule =>
  (node) =>
    refused.includes(node.operator) && `The operator ${node.operator} is not supported`;

const call: Rule = ({ callee, arguments: given }) => {
  const method = callee.type === 'MemberExpression' && !callee.computed ? callee.property.name : undefined;
  if (callee.object?.name === 'Object' && method && !OBJECT_METHODS.has(method)) {
    return `Method ObjectConstructor.${method} is not implemented.`;
  }
  if (['apply', 'bind', 'call'].includes(method)) return `Method Function.${method} is not implemented.`;
  return (
    given.some(isFunction) && !TAKES_FUNCTION.has(method) && 'Functions can not be passed as an argument'
  );
};

/**
 * What APPSYNC_JS leaves out of JavaScript, by node type:
 * https://docs.aws.amazon.com/appsync/latest/devguide/supported-features.html
 */
export const forbiddenSyntax: Readonly<Record<string, Rule>> = {
  ArrowFunctionExpression: (node) =>
    functions(node) || (isFunction(node.body) && 'returning a function is not allowed'),
  AwaitExpression: always('The `await` keyword is not supported'),
  BinaryExpression: (node) =>
    operator('instanceof')(node) ||
    (node.operator === 'in' && 'in operator is not supported. Use Object.hasOwn().'),
  CallExpression: call,
  ClassDeclaration: always('Class declarations are not supported.'),
  ClassExpression: always('Class declarations are not supported.'),
  ContinueStatement: always('Continue statements are not supported'),
  DoWhileStatement: always('do...while statements are not supported.'),
  ForStatement: always('For statements are not supported.'),
  FunctionDeclaration: functions,
  FunctionExpression: functions,
  ImportExpression: always('Dynamic imports are not supported.'),
  LabeledStatement: always('Labeled statements are not supported.'),
  Literal: (node) => 'regex' in node && 'Regex literals are not supported.',
  NewExpression: always('New expressions are not supported.'),
  ReturnStatement: (node) => isFunction(node.argument) && 'returning a function is not allowed',
  ThisExpression: always('This expressions are not supported.'),
  ThrowStatement: always('Throw statements are not supported.'),
  TryStatement: always('Try statements are not supported.'),
  UnaryExpression: operator('~'),
  UpdateExpression: operator('++', '--'),
  WhileStatement: always('While statements are not supported.'),
  YieldExpression: always('Yield statements are not supported'),
};
