import { validationException } from '../errors.ts';

/** Exact decimal arithmetic on DynamoDB's numbers, in plain notation as they are stored. */

interface Decimal {
  readonly digits: bigint;
  /** Digits after the point. */
  readonly scale: number;
}

function parse(number: string): Decimal {
  const [whole = '', fraction = ''] = number.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

const scaled = ({ digits, scale }: Decimal, to: number) => digits * 10n ** BigInt(to - scale);

function aligned(left: string, right: string): { a: bigint; b: bigint; scale: number } {
  const [a, b] = [parse(left), parse(right)];
  const scale = Math.max(a.scale, b.scale);
  return { a: scaled(a, scale), b: scaled(b, scale), scale };
}

function format(digits: bigint, scale: number): string {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const fraction = scale === 0 ? '' : text.slice(-scale).replace(/0+$/, '');
  return sign + text.slice(0, text.length - scale) + (fraction && `.${fraction}`);
}

const MOST_DIGITS = 38;
const HIGHEST_EXPONENT = 125;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-data-types-number */
function storable(number: string): string {
  const [whole = '', fraction = ''] = number.replace('-', '').split('.');
  if (whole.length - 1 > HIGHEST_EXPONENT)
    throw validationException(
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    );
  const digits = (whole + fraction).replace(/^0+/, '').replace(/0+$/, '');
  if (digits.length > MOST_DIGITS)
    throw validationException('Attempting to store more than 38 significant digits in a Number');
  return number;
}

export function plus(left: string, right: string): string {
  const { a, b, scale } = aligned(left, right);
  return storable(format(a + b, scale));
}

export function minus(left: string, right: string): string {
  const { a, b, scale } = aligned(left, right);
  return storable(format(a - b, scale));
}

/** Below zero, zero or above, as in sorting. */
export function compareDecimals(left: string, right: string): number {
  const { a, b } = aligned(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}
