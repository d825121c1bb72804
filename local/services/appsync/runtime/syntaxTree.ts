import type { AnyNode } from 'acorn';
import { AwsError } from '../../../platform/AwsError.ts';

/** Visits `node` and everything below it, parents before children. */
export function walk(node: AnyNode, visit: (node: AnyNode) => void): void {
  visit(node);
  for (const key in node) {
    const value: unknown = node[key as keyof AnyNode];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) walk(item, visit);
    } else if (isNode(value)) walk(value, visit);
  }
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as AnyNode).type === 'string';

/** One thing about a module that AppSync refuses to store. */
export interface CodeError {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_CodeError.html */
export function invalidCode(
  findings: readonly CodeError[],
  errorType: 'PARSER_ERROR' | 'LINT_ERROR',
): AwsError {
  const list = findings.map(({ message, line, column }) => `${line}:${column} ${message}`).join('; ');
  const codeErrors = findings.map(({ message, line, column }) => ({
    errorType,
    value: message,
    location: { line, column, span: 1 },
  }));
  return new AwsError('BadRequestException', `The code contains one or more errors. ${list}`, {
    fields: { reason: 'CODE_ERROR', detail: { codeErrors } },
  });
}
