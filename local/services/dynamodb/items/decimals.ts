import Big from 'big.js';
import { validationException } from '../errors.ts';

// Exact decimal arithmetic on DynamoDB's numbers, in plain notation as they are stored.

export const plus = (left: string, right: string): string => storable(new Big(left).plus(right));

export const minus = (left: string, right: string): string => storable(new Big(left).minus(right));

/** Below zero, zero or above, as in sorting. */
export const compareDecimals = (left: string, right: string): number => new Big(left).cmp(right);

const MOST_DIGITS = 38;
const HIGHEST_EXPONENT = 125;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-data-types-number */
function storable(number: Big): string {
  if (number.e > HIGHEST_EXPONENT)
    throw validationException(
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    );
  if (number.c.length > MOST_DIGITS)
    throw validationException('Attempting to store more than 38 significant digits in a Number');
  return number.toFixed();
}
