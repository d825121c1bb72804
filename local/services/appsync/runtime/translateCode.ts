import type { AnyNode, Declaration, Identifier, ImportDeclaration, Literal } from 'acorn';
import { OperatorError } from '../../../platform/errors.ts';
import type { Code } from '../Api.ts';
import { countingEdits, type Edit, GAUGE } from './countSteps.ts';
import { GLOBALS } from './createRealm.ts';
import { parseCode } from './parseCode.ts';
import type { Rewriting } from './Rewriting.ts';
import { codeErrorAt, invalidCode } from './syntaxTree.ts';

/** A module as a script: a function that takes the globals, and returns one that takes the modules and makes the handlers. */
export interface Translation {
  readonly script: string;
  /** Where a place of the script is in the code, as `line:column`. */
  placeOf(line: number, column: number): string;
}

const OFFERED = ['@aws-appsync/utils', '@aws-appsync/utils/dynamodb'];
const NOT_OFFERED = ['@aws-appsync/utils/rds', '@aws-appsync/utils/ai'];

const translations = new WeakMap<Code, Translation>();

/** Throws what `rewriteCode` throws. Lines keep their numbers, so that errors are reported where they are written. */
export function translateCode(code: Code): Translation {
  const translation = translations.get(code) ?? translate(code);
  translations.set(code, translation);
  return translation;
}

/** Throws what `parseCode` throws, and where the module imports or exports what AppSync does not have. */
export function rewriteCode(source: string): Rewriting {
  try {
    return rewriteParsed(source);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // The stack is used up, by the parser or by what walks its tree.
    throw invalidCode([{ message: 'The code is nested too deeply.', line: 1, column: 1 }], 'PARSER_ERROR');
  }
}

function rewriteParsed(source: string): Rewriting {
  const program = parseCode(source);
  const imports: string[] = [];
  const exported = new Map<string, string>();
  const edits = [
    ...program.body.flatMap((node) => moduleEdits(node, source, imports, exported)),
    ...countingEdits(program),
  ];
  const handler = (name: 'request' | 'response') => {
    const local = exported.get(name);
    if (local === undefined) throw lintErrorAt(program, `The code must export a function named ${name}.`);
    return local;
  };
  return {
    imports: imports.join(' '),
    edits: edits.toSorted((a, b) => a.start - b.start),
    handlers: { request: handler('request'), response: handler('response') },
  };
}

function translate({ source, rewriting = () => rewriteCode(source) }: Code): Translation {
  const { imports, edits, handlers } = rewriting();
  const result = `return { request: ${handlers.request}, response: ${handlers.response} };`;
  const script = [HEAD, ' ', imports, '\n', applyEdits(source, edits), '\n', result, ' }; })'].join('');
  return {
    script,
    placeOf: (line, column) =>
      // The code begins in the script's second line.
      originalPlace(source, edits, startOfLine(script, line + 1) - startOfLine(script, 2) + column - 1),
  };
}

/** All on one line, above the first of the code. */
const HEAD =
  `(function ($$globals) { "use strict"; const { ${GLOBALS.replaceAll(' ', ', ')} } = $$globals; ` +
  `return function ($$modules, ${GAUGE}) {`;

/** The offset of a line, which is counted from 1. */
function startOfLine(text: string, line: number): number {
  const lines = text.split('\n');
  return lines.slice(0, line - 1).reduce((offset, { length }) => offset + length + 1, 0);
}

/** `line:column` in the source of an offset in the edited text. */
function originalPlace(source: string, edits: readonly Edit[], offset: number): string {
  let added = 0;
  for (const { start, end, text } of edits) {
    if (start + added + text.length > offset) break;
    added += text.length - (end - start);
  }
  const before = source.slice(0, Math.max(offset - added, 0)).split('\n');
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

function moduleEdits(
  node: AnyNode,
  source: string,
  imports: string[],
  exported: Map<string, string>,
): Edit[] {
  switch (node.type) {
    case 'ImportDeclaration':
      imports.push(bindImport(node));
      return [blank(source, node.start, node.end)];
    case 'ExportNamedDeclaration':
      if (node.source) throw lintErrorAt(node, 'Exports from other modules are not supported.');
      for (const specifier of node.specifiers)
        exported.set(nameOf(specifier.exported), nameOf(specifier.local));
      if (!node.declaration) return [blank(source, node.start, node.end)];
      for (const name of declaredNames(node.declaration)) exported.set(name, name);
      return [blank(source, node.start, node.declaration.start)];
    case 'ExportDefaultDeclaration':
    case 'ExportAllDeclaration':
      throw lintErrorAt(node, 'Only named exports are supported.');
    default:
      return [];
  }
}

function bindImport(node: ImportDeclaration): string {
  const from = String(node.source.value);
  if (NOT_OFFERED.includes(from)) {
    throw new OperatorError(`Resolver code imports ${from}, which the local AppSync runtime does not offer.`);
  }
  if (!OFFERED.includes(from))
    throw lintErrorAt(node, `Module ${from} can not be imported; bundle it into the code.`);
  const module = `$$modules[${JSON.stringify(from)}]`;
  const bindings = node.specifiers.map((specifier) => {
    if (specifier.type === 'ImportDefaultSpecifier')
      throw lintErrorAt(node, `Module ${from} has no default export.`);
    if (specifier.type === 'ImportNamespaceSpecifier') return `const ${specifier.local.name} = ${module};`;
    return `const ${specifier.local.name} = ${module}[${JSON.stringify(nameOf(specifier.imported))}];`;
  });
  return bindings.join(' ');
}

function applyEdits(source: string, edits: readonly Edit[]): string {
  // Joined, since a text that is added to many times is kept as all of its parts.
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    parts.push(source.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(source.slice(at));
  return parts.join('');
}

const blank = (source: string, start: number, end: number): Edit => ({
  start,
  end,
  text: source.slice(start, end).replace(/[^\n]/g, ' '),
});

const nameOf = (node: Identifier | Literal): string =>
  node.type === 'Identifier' ? node.name : String(node.value);

function declaredNames(node: Declaration): string[] {
  if (node.type !== 'VariableDeclaration') return [node.id.name];
  return node.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
}

const lintErrorAt = (node: AnyNode, message: string) =>
  invalidCode([codeErrorAt(node, message)], 'LINT_ERROR');
