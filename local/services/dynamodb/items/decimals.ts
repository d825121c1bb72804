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

export function plus(left: string, right: string): string {
  const { a, b, scale } = aligned(left, right);
  return format(a + b, scale);
}

export function minus(left: string, right: string): string {
  const { a, b, scale } = aligned(left, right);
  return format(a - b, scale);
}

/** Below zero, zero or above, as in sorting. */
export function compareDecimals(left: string, right: string): number {
  const { a, b } = aligned(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}
