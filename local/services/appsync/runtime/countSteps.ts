import type { AnyNode, MemberExpression, Program } from 'acorn';
import { childrenOf } from './syntaxTree.ts';

/** A change of the source text: what stands between two places is replaced. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What code calls to be counted. It may not use the name itself. */
export const GAUGE = '$$gauge';

/**
 * Makes code count what it does: each function and each turn of a loop the parts that it holds, each text that is
 * put together its length, each copy its members. Nothing else in the language takes more than a step a part.
 */
export function countingEdits(program: Program): Edit[] {
  const edits: Insertions = { before: [], after: [] };
  countParts(program, edits, { parts: 0, scans: 0 });
  // Where several begin or end, the outer one begins first and ends last.
  return [...edits.after, ...edits.before.toReversed()];
}

interface Insertions {
  readonly before: Edit[];
  readonly after: Edit[];
}

interface Count {
  parts: number;
  /** Parts that may look through a whole text. */
  scans: number;
}

/** Counts the parts below a node that run as often as it does, and edits those that run more often. */
function countParts(node: AnyNode, edits: Insertions, count: Count): void {
  const own: Count = { parts: 1, scans: 0 };
  for (const child of childrenOf(node)) {
    const runsWithBody = FUNCTIONS.has(node.type) || (LOOPS.has(node.type) && isMember(node, 'left', child));
    const counted = runsWithBody || isBody(node, child) ? own : count;
    counted.parts++;
    if (isScan(child)) counted.scans++;
    countParts(child, edits, counted);
    if (isBody(node, child)) addTick(child, node, own, edits);
    addCounts(child, node, edits);
    for (const target of targetsIn(child)) addIndexCheck(target, edits);
  }
}

/** The members that a node writes to. */
function targetsIn(node: AnyNode): MemberExpression[] {
  const targets: (AnyNode | null)[] =
    node.type === 'AssignmentExpression' || node.type === 'AssignmentPattern' || LOOPS.has(node.type)
      ? [Reflect.get(node, 'left') as AnyNode] // Each of them has one.
      : node.type === 'ArrayPattern'
        ? node.elements
        : node.type === 'ObjectPattern'
          ? node.properties.map((property) =>
              property.type === 'Property' ? property.value : property.argument,
            )
          : node.type === 'RestElement'
            ? [node.argument]
            : [];
  return targets.filter((target) => target?.type === 'MemberExpression');
}

function addIndexCheck({ computed, property }: MemberExpression, edits: Insertions): void {
  if (computed) wrap(property, `${GAUGE}.index(`, ')', edits);
}

const isMember = (parent: AnyNode, name: 'left' | 'body', node: AnyNode) =>
  Reflect.get(parent, name) === node;

const isBody = (parent: AnyNode, node: AnyNode) =>
  (FUNCTIONS.has(parent.type) || LOOPS.has(parent.type)) && isMember(parent, 'body', node);

const LOOPS = new Set(['ForOfStatement', 'ForInStatement']);
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

const SCANS = new Set<AnyNode['type']>([
  'BinaryExpression',
  'SwitchCase',
  'TemplateLiteral',
  'UnaryExpression',
]);

const isScan = (node: AnyNode) =>
  SCANS.has(node.type) ||
  ('computed' in node && node.computed) ||
  (node.type === 'AssignmentExpression' && node.operator !== '=');

function addTick(body: AnyNode, parent: AnyNode, { parts, scans }: Count, edits: Insertions): void {
  const bound = 'params' in parent ? parent.params : 'left' in parent ? [parent.left] : [];
  const tick = `${GAUGE}.tick(${parts},${scans})${restCall(bound.flatMap(restsIn))}`;
  if (body.type === 'BlockStatement') edits.before.push(insert(body.start + 1, `${tick};`));
  else if (parent.type === 'ArrowFunctionExpression') wrap(body, `(${tick},`, ')', edits);
  else wrap(body, `{${tick};`, '}', edits);
}

const restCall = (names: readonly string[]) => (names.length > 0 ? `,${GAUGE}.rest(0,${names.join()})` : '');

/** Counts the parts whose work is not one step. */
function addCounts(node: AnyNode, parent: AnyNode, edits: Insertions): void {
  const wrapIn = (name: 'spread' | 'text', wrapped: AnyNode) =>
    wrap(wrapped, `${GAUGE}.${name}(`, ')', edits);
  if (node.type === 'SpreadElement') wrapIn('spread', node.argument);
  else if (node.type === 'ForInStatement') wrapIn('spread', node.right);
  else if (node.type === 'TaggedTemplateExpression') wrapIn('text', node);
  else if (node.type === 'TemplateLiteral' && parent.type !== 'TaggedTemplateExpression')
    wrapIn('text', node);
  else if (node.type === 'BinaryExpression' && node.operator === '+' && !isSumInSum(node, parent))
    wrapIn('text', node);
  else if (node.type === 'AssignmentExpression' && node.operator === '+=') wrapIn('text', node);
  else addRestCounts(node, parent, edits);
}

function addRestCounts(node: AnyNode, parent: AnyNode, edits: Insertions): void {
  if (node.type === 'AssignmentExpression') {
    const names = restsIn(node.left);
    if (names.length > 0) wrap(node, `${GAUGE}.rest(`, `,${names.join()})`, edits);
  } else if (node.type === 'VariableDeclaration' && !LOOPS.has(parent.type)) {
    const names = node.declarations.flatMap(({ id }) => restsIn(id));
    if (names.length > 0) edits.after.push(insert(node.end, `;0${restCall(names)};`));
  }
}

/** The last of a row of sums is the longest. */
const isSumInSum = (node: AnyNode, parent: AnyNode) =>
  parent.type === 'BinaryExpression' && parent.operator === '+' && parent.left === node;

const PATTERNS = new Set(['ArrayPattern', 'ObjectPattern', 'VariableDeclaration']);

/** The names in a pattern that are given all the rest of a list or an object. */
function restsIn(pattern: AnyNode): string[] {
  if (pattern.type === 'AssignmentPattern') return restsIn(pattern.left);
  if (pattern.type === 'VariableDeclarator') return restsIn(pattern.id);
  if (pattern.type === 'Property') return restsIn(pattern.value);
  if (pattern.type !== 'RestElement')
    return PATTERNS.has(pattern.type) ? childrenOf(pattern).flatMap(restsIn) : [];
  return pattern.argument.type === 'Identifier' ? [pattern.argument.name] : restsIn(pattern.argument);
}

const insert = (at: number, text: string): Edit => ({ start: at, end: at, text });

function wrap({ start, end }: AnyNode, before: string, after: string, edits: Insertions): void {
  edits.before.push(insert(start, before));
  edits.after.push(insert(end, after));
}
