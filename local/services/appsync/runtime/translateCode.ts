import type { AnyNode, Declaration, Identifier, ImportDeclaration, Literal, Program } from 'acorn';
import { OperatorError } from '../../../platform/errors.ts';
import type { Code } from '../Api.ts';
import { codeErrorAt, invalidCode, walk } from './syntaxTree.ts';
import { parseCode } from './parseCode.ts';

/** A module as a script: a function that takes the importable modules and returns the two handlers. */
export interface Translation {
  readonly script: string;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const OFFERED = ['@aws-appsync/utils', '@aws-appsync/utils/dynamodb'];
const NOT_OFFERED = ['@aws-appsync/utils/rds', '@aws-appsync/utils/ai'];

const translations = new WeakMap<Code, Translation>();

/** Throws what `parseCode` throws. Lines keep their numbers, so that errors are reported where they are written. */
export function translateCode(code: Code): Translation {
  const translation = translations.get(code) ?? translate(code.source);
  translations.set(code, translation);
  return translation;
}

function translate(source: string): Translation {
  const program = parseCode(source);
  const prelude: string[] = [];
  const handlers = new Map<string, string>();
  const edits = [
    ...program.body.flatMap((node) => moduleEdits(node, source, prelude, handlers)),
    ...loopEdits(program),
  ];
  for (const name of ['request', 'response']) {
    if (!handlers.has(name)) throw lintErrorAt(program, `The code must export a function named ${name}.`);
  }
  const body = applyEdits(source, edits);
  const result = `return { request: ${handlers.get('request')}, response: ${handlers.get('response')} };`;
  return {
    script: `(function ($modules, $tick) { "use strict"; ${prelude.join(' ')}\n${body}\n${result} })`,
  };
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
  const module = `$modules[${JSON.stringify(from)}]`;
  const bindings = node.specifiers.map((specifier) => {
    if (specifier.type === 'ImportDefaultSpecifier')
      throw lintErrorAt(node, `Module ${from} has no default export.`);
    if (specifier.type === 'ImportNamespaceSpecifier') return `const ${specifier.local.name} = ${module};`;
    return `const ${specifier.local.name} = ${module}[${JSON.stringify(nameOf(specifier.imported))}];`;
  });
  return bindings.join(' ');
}

/** Counts each iteration, because a loop over a list that its body keeps growing would never end. */
function loopEdits(program: Program): Edit[] {
  const edits: Edit[] = [];
  walk(program, (node) => {
    if (node.type !== 'ForOfStatement' && node.type !== 'ForInStatement') return;
    const { body } = node;
    const inBlock = body.type === 'BlockStatement';
    const at = inBlock ? body.start + 1 : body.start;
    edits.push({ start: at, end: at, text: inBlock ? '$tick();' : '{$tick();' });
    if (!inBlock) edits.push({ start: body.end, end: body.end, text: '}' });
  });
  return edits;
}

function applyEdits(source: string, edits: readonly Edit[]): string {
  let text = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at);
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
