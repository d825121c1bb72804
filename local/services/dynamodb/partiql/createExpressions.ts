import type { AttributeValue } from '../items/AttributeValue.ts';
import type { Condition, Operand, Path } from './conditions.ts';
import type { Assigned, Change } from './parseStatement.ts';

/** Names and values of a request, and what stands for them in its expressions. */
function createPlaceholders() {
  const names: Record<string, string> = {};
  const values: Record<string, AttributeValue> = {};
  const known = new Map<string, string>();
  return {
    name(attribute: string) {
      const placeholder = known.get(attribute) ?? `#n${known.size}`;
      known.set(attribute, placeholder);
      names[placeholder] = attribute;
      return placeholder;
    },
    value(given: AttributeValue) {
      const placeholder = `:v${Object.keys(values).length}`;
      values[placeholder] = given;
      return placeholder;
    },
    /** What goes beside the expressions. */
    all: () => ({
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    }),
  };
}

/** Writes parts of statements as DynamoDB's own expressions, whose names and values it collects. */
export function createExpressions() {
  const { name, value, all } = createPlaceholders();
  const path = (steps: Path) =>
    steps
      .map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${name(step)}`))
      .join('');
  const operand = (given: Operand): string => {
    if ('path' in given) return path(given.path);
    return 'size' in given ? `size(${path(given.size)})` : value(given.value);
  };
  const condition = (given: Condition): string => {
    switch (given.kind) {
      case 'and':
      case 'or':
        // Parentheses around parentheses are refused.
        if (given.of.length === 1) return given.of.map(condition).join('');
        return given.of.map((each) => `(${condition(each)})`).join(given.kind === 'and' ? ' AND ' : ' OR ');
      case 'not':
        return `NOT (${condition(given.of)})`;
      case 'compare':
        return `${operand(given.left)} ${given.operator} ${operand(given.right)}`;
      case 'between':
        return `${operand(given.of)} BETWEEN ${operand(given.low)} AND ${operand(given.high)}`;
      case 'in':
        return `${operand(given.of)} IN (${given.values.map(operand).join(', ')})`;
      case 'call':
        return `${given.name}(${given.arguments.map(operand).join(', ')})`;
    }
  };
  const assigned = ({ by, operands }: Assigned) =>
    by === 'list_append'
      ? `list_append(${operands.map(operand).join(', ')})`
      : operands.map(operand).join(` ${by ?? ''} `);
  const change = (given: Change) => {
    const target = path(given.path);
    if (given.clause === 'REMOVE') return target;
    return given.clause === 'SET'
      ? `${target} = ${assigned(given.value)}`
      : `${target} ${operand(given.value)}`;
  };

  return {
    path,
    condition,
    update: (changes: readonly Change[]) =>
      (['SET', 'REMOVE', 'ADD', 'DELETE'] as const)
        .map((clause) => [clause, changes.filter((each) => each.clause === clause).map(change)] as const)
        .filter(([, texts]) => texts.length > 0)
        .map(([clause, texts]) => `${clause} ${texts.join(', ')}`)
        .join(' '),
    placeholders: all,
  };
}
