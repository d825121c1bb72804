import { parse, type AnyNode, type Program } from 'acorn';
import { AwsError } from '../../../platform/AwsError.ts';
import { refuseCode, type CodeFinding } from './CodeFinding.ts';
import { findRecursion } from './findRecursion.ts';
import { forbiddenSyntax } from './forbiddenSyntax.ts';
import { walk } from './walk.ts';

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html#limits_appsync */
const LONGEST_CODE = 32_768;

/** A module's syntax tree. Throws `BadRequestException` where AppSync would not store the module. */
export function parseCode(source: string): Program {
  if (source.length > LONGEST_CODE) {
    throw new AwsError(
      'BadRequestException',
      `Code is ${source.length} characters long; at most ${LONGEST_CODE} are allowed.`,
    );
  }
  const program = parseModule(source);
  const findings = lint(program);
  if (findings.length > 0) throw refuseCode(findings, 'LINT_ERROR');
  return program;
}

function parseModule(source: string): Program {
  try {
    return parse(source, { ecmaVersion: 2023, sourceType: 'module', locations: true });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { line, column } = (error as SyntaxError & { loc: { line: number; column: number } }).loc;
    throw refuseCode([{ message: error.message, line, column: column + 1 }], 'PARSER_ERROR');
  }
}

function lint(program: Program): CodeFinding[] {
  const findings: CodeFinding[] = [];
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
