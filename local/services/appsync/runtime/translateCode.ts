import type { AnyNode, Declaration, Identifier, ImportDeclaration, Literal } from 'acorn';
import { turn } from '../../../platform/Activity.ts';
import { OperatorError } from '../../../platform/errors.ts';
import type { Code } from '../Api.ts';
import { countingEdits, type Edit, GAUGE } from './countSteps.ts';
import { GLOBALS } from './createRealm.ts';
import { parseCode } from './parseCode.ts';
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

/** Throws what `parseCode` throws. Lines keep their numbers, so that errors are reported where they are written. */
export function translateCode(code: Code): Translation {
  const translation = translations.get(code) ?? translateOrRefuse(code.source);
  translations.set(code, translation);
  return translation;
}

/** Translates modules ahead of their first run, one in a turn of the event loop, for as long as `isWanted`. */
export async function translateAhead(codes: readonly Code[], isWanted: () => boolean): Promise<void> {
  for (const code of codes) {
    await turn();
    if (!isWanted()) return;
    try {
      translateCode(code);
    } catch {
      // Whoever runs it is told the same.
    }
  }
}

function translateOrRefuse(source: string): Translation {
  try {
    return translate(source);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // The stack is used up, by the parser or by what walks its tree.
    throw invalidCode([{ message: 'The code is nested too deeply.', line: 1, column: 1 }], 'PARSER_ERROR');
  }
}

function translate(source: string): Translation {
  const program = parseCode(source);
  const prelude: string[] = [];
  const handlers = new Map<string, string>();
  const edits = [
    ...program.body.flatMap((node) => moduleEdits(node, source, prelude, handlers)),
    ...countingEdits(program),
  ];
  for (const name of ['request', 'response']) {
    if (!handlers.has(name)) throw lintErrorAt(program, `The code must export a function named ${name}.`);
  }
  edits.sort((a, b) => a.start - b.start);
  const body = applyEdits(source, edits);
  const result = `return { request: ${handlers.get('request')}, response: ${handlers.get('response')} };`;
  const lines = startsOfLines(body);
  const shifts = shiftsOf(edits);
  return {
    script: [HEAD, ' ', prelude.join(' '), '\n', body, '\n', result, ' }; })'].join(''),
    placeOf: (line, column) => originalPlace(source, shifts, (lines[line - 1] ?? 0) + column - 1),
  };
}

/** All on one line, above the first of the code. */
const HEAD =
  `(function ($$globals) { "use strict"; const { ${GLOBALS.replaceAll(' ', ', ')} } = $$globals; ` +
  `return function ($$modules, ${GAUGE}) {`;

/** The offset of each line. */
function startsOfLines(text: string): Uint32Array {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return new Uint32Array(starts);
}

/** Of each edit, in order: where it begins, how long its text is, and by how much it shifts what follows. Code has thousands. */
const shiftsOf = (edits: readonly Edit[]) =>
  new Int32Array(edits.flatMap(({ start, end, text }) => [start, text.length, text.length - (end - start)]));

/** `line:column` in the source of an offset in the edited text. */
function originalPlace(source: string, shifts: Int32Array, offset: number): string {
  let added = 0;
  for (let at = 0; at < shifts.length; at += 3) {
    const [start = 0, length = 0, shift = 0] = shifts.subarray(at, at + 3);
    if (start + added + length > offset) break;
    added += shift;
  }
  const before = source.slice(0, Math.max(offset - added, 0)).split('\n');
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

function moduleEdits(
  node: AnyNode,
  source: string,
  prelude: string[],
  handlers: Map<string, string>,
): Edit[] {
  switch (node.type) {
    case 'ImportDeclaration':
      prelude.push(bindImport(node));
      return [blank(source, node.start, node.end)];
    case 'ExportNamedDeclaration':
      if (node.source) throw lintErrorAt(node, 'Exports from other modules are not supported.');
      for (const { exported, local } of node.specifiers) handlers.set(nameOf(exported), nameOf(local));
      if (!node.declaration) return [blank(source, node.start, node.end)];
      for (const name of declaredNames(node.declaration)) handlers.set(name, name);
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
