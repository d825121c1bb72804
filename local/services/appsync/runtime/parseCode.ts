import { type AnyNode, parse, type Program } from 'acorn';
import { AwsError } from '../../../platform/AwsError.ts';
import { findRecursion } from './findRecursion.ts';
import { type CodeError, invalidCode, walk } from './syntaxTree.ts';

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html#limits_appsync */
const MAX_CODE_LENGTH = 32_768;

/** A module's syntax tree. Throws `BadRequestException` where AppSync would not store the module. */
export function parseCode(source: string): Program {
  if (source.length > MAX_CODE_LENGTH) {
    throw new AwsError(
      'BadRequestException',
      `Code is ${source.length} characters long; at most ${MAX_CODE_LENGTH} are allowed.`,
    );
  }
  const program = parseModule(source);
  const findings = lint(program);
  if (findings.length > 0) throw invalidCode(findings, 'LINT_ERROR');
  return program;
}

function parseModule(source: string): Program {
  try {
    return parse(source, { ecmaVersion: 2023, sourceType: 'module', locations: true });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { line, column } = (error as SyntaxError & { loc: { line: number; column: number } }).loc;
    throw invalidCode([{ message: error.message, line, column: column + 1 }], 'PARSER_ERROR');
  }
}

function lint(program: Program): CodeError[] {
  const findings: CodeError[] = [];
  const find = (node: AnyNode, message: string) =>
    findings.push({ message, line: node.loc!.start.line, column: node.loc!.start.column + 1 });

  walk(program, (node) => {
    const message = forbiddenSyntax[node.type]?.(node);
    if (message) find(node, message);
  });
  const cycle = findRecursion(program);
  if (cycle) find(cycle.node, `Recursive function calls not supported. Detected cycle in ${cycle.path}`);
  return findings;
}

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
const forbiddenSyntax: Readonly<Record<string, Rule>> = {
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
