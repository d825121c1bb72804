import type { AnyNode, Program } from 'acorn';
import { walk } from './syntaxTree.ts';

/**
 * Finds the first cycle of calls among a module's top-level functions, such as `a -> b -> a`. A name that is
 * declared anywhere inside a function counts as another one than the module's, so that no valid code is refused.
 */
export function findRecursion(
  program: Program,
): { readonly path: string; readonly node: AnyNode } | undefined {
  const functions = topLevelFunctions(program);
  const calls = new Map([...functions].map(([name, node]) => [name, calledIn(node, functions)]));

  /** Leads into no cycle: each function is followed once, however many ways lead to it. */
  const left = new Set<string>();
  const follow = (name: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    for (const next of calls.get(name) ?? []) {
      const cycle = left.has(next) ? undefined : follow(next, [...path, name]);
      if (cycle) return cycle;
    }
    left.add(name);
    return undefined;
  };
  for (const [name, node] of functions) {
    const cycle = follow(name, []);
    if (!cycle) continue;
    const [first = name] = cycle;
    return { path: cycle.join(' -> '), node: functions.get(first) ?? node };
  }
  return undefined;
}

function topLevelFunctions(program: Program): Map<string, AnyNode> {
  const found = new Map<string, AnyNode>();
  for (const statement of program.body) {
    const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (node?.type === 'FunctionDeclaration' && node.id) found.set(node.id.name, node);
    if (node?.type !== 'VariableDeclaration') continue;
    for (const { id, init } of node.declarations) {
      if (id.type === 'Identifier' && init && /Function/.test(init.type)) found.set(id.name, init);
    }
  }
  return found;
}

function calledIn(body: AnyNode, functions: ReadonlyMap<string, AnyNode>): Set<string> {
  const called = new Set<string>();
  const hidden = new Set<string>();
  const hide = (pattern: AnyNode) =>
    walk(pattern, (node) => node.type === 'Identifier' && hidden.add(node.name));
  walk(body, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier') called.add(node.callee.name);
    if (node.type === 'VariableDeclarator') hide(node.id);
    if (node.type === 'FunctionDeclaration' && node.id && node !== body) hidden.add(node.id.name);
    if ('params' in node) for (const parameter of node.params) hide(parameter);
  });
  return new Set([...called].filter((name) => functions.has(name) && !hidden.has(name)));
}
