import { AwsError } from '../../platform/AwsError.ts';
import { type InputShape, type QueryShapes, type ScalarShape, shapeOf } from './QueryShapes.ts';

/** Chosen: a batch of ten messages with ten attributes each has 440. */
const MOST_PARAMETERS = 2000;
/** Chosen: an alarm's metric has seven. */
const DEEPEST = 10;

/** A value as the form spells it: text, or members by name, number, `member` or `entry`. */
type Node = Map<string, Node | string>;

/** The input of an action. `A.member.1` are lists and `A.entry.1.key` maps, whose key may also be spelled `Name`. */
export function readForm(form: URLSearchParams, action: string, { inputs }: QueryShapes): object {
  const root: Node = new Map();
  let count = 0;
  for (const [path, value] of form) {
    if (++count > MOST_PARAMETERS)
      throw malformed(`The request has more than ${MOST_PARAMETERS} parameters.`);
    put(root, path, value);
  }
  return structureOf(root, action, inputs);
}

const malformed = (message: string) => new AwsError('MalformedQueryString', message);

function put(root: Node, path: string, value: string): void {
  const steps = path.split('.', DEEPEST + 1);
  if (steps.length > DEEPEST) throw malformed(`A parameter is nested deeper than ${DEEPEST} levels.`);
  const last = steps.pop() ?? '';
  let node = root;
  for (const step of steps) {
    const next = node.get(step) ?? new Map<string, Node | string>();
    if (typeof next === 'string') throw malformed(`The parameter ${step} is both a value and a structure.`);
    node.set(step, next);
    node = next;
  }
  node.set(last, value);
}

type Shapes = QueryShapes['inputs'];

const structureOf = (node: Node, owner: string, shapes: Shapes): object =>
  Object.fromEntries(
    [...node].map(([name, value]) => memberOf(name, value, shapeOf(shapes, owner, name), shapes)),
  );

function memberOf(
  name: string,
  value: Node | string,
  shape: InputShape | undefined,
  shapes: Shapes,
): [string, unknown] {
  if (typeof shape !== 'object') return [name, valueOf(value, name, shapes, shape)];
  const members = flattened(value).map((member) => valueOf(member, name, shapes));
  return 'list' in shape ? [shape.list, members] : [shape.map, mapOf(members, shape.key, shape.value)];
}

/** One text is a list of one: SQS documents `AttributeName=All`. An empty list is an empty text. */
function flattened(value: Node | string): (Node | string)[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return inOrder(value);
}

/** In the order of their numbers, whatever they are. */
const inOrder = (members: Node) =>
  [...members].sort(([one], [other]) => Number(one) - Number(other)).map(([, value]) => value);

function valueOf(node: Node | string, owner: string, shapes: Shapes, scalar?: ScalarShape): unknown {
  if (typeof node === 'string') return scalarOf(node, scalar);
  const only = node.size === 1 ? [...node.keys()][0] : undefined;
  const members = only === 'member' || only === 'entry' ? node.get(only) : undefined;
  if (!(members instanceof Map)) return structureOf(node, owner, shapes);
  const values = inOrder(members).map((member) => valueOf(member, owner, shapes, scalar));
  return only === 'member' ? values : mapOf(values, 'Name', 'Value');
}

/** What is not of the shape stays text, which the action refuses. */
function scalarOf(text: string, shape: ScalarShape | undefined): unknown {
  switch (shape) {
    case undefined:
      return text;
    case 'boolean':
      return text === 'true' || (text === 'false' ? false : text);
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
    case 'time':
      return Number.isNaN(Date.parse(text)) ? text : Date.parse(text) / 1000;
  }
}

/** Entries name their key and value as the model does, or `key` and `value`. */
const mapOf = (entries: readonly unknown[], keyName: string, valueName: string) =>
  Object.fromEntries(
    entries.flatMap((entry): [string, unknown][] => {
      if (typeof entry !== 'object' || entry === null) return [];
      const members: Record<string, unknown> = { ...entry };
      return [[String(members[keyName] ?? members['key']), members[valueName] ?? members['value']]];
    }),
  );
