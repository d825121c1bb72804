import type { AnyNode } from 'acorn';
import { AwsError } from '../../../platform/AwsError.ts';
import { invariant } from '../../../platform/errors.ts';

/** Visits `node` and everything below it, parents before children. */
export function walk(node: AnyNode, visit: (node: AnyNode) => void): void {
  visit(node);
  for (const child of childrenOf(node)) walk(child, visit);
}

/** The nodes right below a node, in the order of the text. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  // A start looks at a hundred thousand nodes: this is four times as fast as lists of all members.
  for (const name in node) {
    const member: unknown = Reflect.get(node, name);
    if (Array.isArray(member)) {
      for (const element of member) if (isNode(element)) children.push(element);
    } else if (isNode(member)) children.push(member);
  }
  return children;
}

/** Names and places are texts, numbers and objects without a type. */
const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/**
 * A reason for which AppSync does not store a module:
 * https://docs.aws.amazon.com/appsync/latest/APIReference/API_CodeError.html
 */
export interface CodeError {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

export function codeErrorAt({ loc }: AnyNode, message: string): CodeError {
  invariant(loc, 'code is parsed with the locations of its nodes');
  return { message, line: loc.start.line, column: loc.start.column + 1 };
}

/** The error of a request to store code that AppSync does not accept. */
export function invalidCode(
  errors: readonly CodeError[],
  errorType: 'PARSER_ERROR' | 'LINT_ERROR',
): AwsError {
  const list = errors.map(({ message, line, column }) => `${line}:${column} ${message}`).join('; ');
  const codeErrors = errors.map(({ message, line, column }) => ({
    errorType,
    value: message,
    location: { line, column, span: 1 },
  }));
  return new AwsError('BadRequestException', `The code contains one or more errors. ${list}`, {
    fields: { reason: 'CODE_ERROR', detail: { codeErrors } },
  });
}
