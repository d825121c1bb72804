import { AwsError } from '../../../platform/AwsError.ts';
import type { AttributeMap } from '../DynamoDb.ts';
import { minus, plus } from '../items/decimals.ts';
import type { SetOperand } from './Expression.ts';
import { valueAt } from './valueAt.ts';

export const wrongType = () =>
  new AwsError('ValidationException', 'An operand in the update expression has an incorrect data type');

const missing = () =>
  new AwsError(
    'ValidationException',
    'The provided expression refers to an attribute that does not exist in the item',
  );

/** What the right side of a `SET` comes to, for the item as it was before the update. */
export function setOperandValue(operand: SetOperand, item: AttributeMap): AttributeMap {
  if (Array.isArray(operand)) return valueAt(operand, item) ?? fail(missing());
  const { type, name, args } = operand as Record<string, any>;
  if (type === 'function' && name === 'if_not_exists')
    return valueAt(args[0], item) ?? setOperandValue(args[1], item);
  if (type === undefined) return operand as AttributeMap;

  const [left, right] = args.map((argument: SetOperand) => setOperandValue(argument, item));
  if (name === 'list_append') return left.L && right.L ? { L: [...left.L, ...right.L] } : fail(wrongType());
  if (left.N === undefined || right.N === undefined) throw wrongType();
  return { N: type === 'add' ? plus(left.N, right.N) : minus(left.N, right.N) };
}

function fail(error: AwsError): never {
  throw error;
}
