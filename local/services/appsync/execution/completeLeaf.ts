import { isEnumType, type GraphQLLeafType } from 'graphql';
import { scalarOf } from '../scalars/scalarOf.ts';
import { FAILED, type Completion, type Place } from './Completion.ts';
import { pathText } from './Path.ts';

/** A scalar or enum as clients get it, or FAILED where it does not fit. */
export function completeLeaf(
  { errors }: Completion,
  type: GraphQLLeafType,
  value: unknown,
  { path }: Place,
): unknown {
  try {
    if (!isEnumType(type)) return scalarOf(type.name).serialize(value);
    if (typeof value === 'string' && type.getValue(value)) return value;
    throw new TypeError(`Invalid input for Enum '${type.name}'.`);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    errors.misfit(`Can't serialize value (${pathText(path)}) : ${error.message}`, path);
    return FAILED;
  }
}
