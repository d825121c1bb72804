import { AwsError } from '../../../platform/AwsError.ts';

/** One thing about a module that AppSync refuses to store. */
export interface CodeFinding {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_CodeError.html */
export function refuseCode(
  findings: readonly CodeFinding[],
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
