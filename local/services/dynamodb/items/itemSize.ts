import type { AttributeMap, AttributeValue } from './AttributeValue.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html#limits-items */
export const MAX_ITEM_BYTES = 400 * 1024;

/**
 * Bytes DynamoDB counts for an item: names and strings in UTF-8.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSize(item: AttributeMap): number {
  let size = 0;
  for (const name in item) {
    const value = item[name];
    if (value) size += Buffer.byteLength(name) + valueSize(value);
  }
  return size;
}

const COLLECTION_OVERHEAD = 3;
const ELEMENT_OVERHEAD = 1;

function valueSize({ S, N, B, L, M, SS, NS, BS }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return numberSize(N);
  if (M) return COLLECTION_OVERHEAD + ELEMENT_OVERHEAD * Object.keys(M).length + itemSize(M);
  if (L) return COLLECTION_OVERHEAD + sum(L, (value) => ELEMENT_OVERHEAD + valueSize(value));
  if (B !== undefined) return binarySize(B);
  if (SS) return sum(SS, (text) => Buffer.byteLength(text));
  if (NS) return sum(NS, numberSize);
  if (BS) return sum(BS, binarySize);
  // `BOOL` and `NULL`.
  return 1;
}

const sum = <Member>(members: readonly Member[], sizeOf: (member: Member) => number) =>
  members.reduce((size, member) => size + sizeOf(member), 0);

const binarySize = (base64: string) => Buffer.byteLength(base64, 'base64');

/** One byte for each two significant digits, one for the exponent, one more below zero. */
function numberSize(number: string): number {
  const digits = number.replace(/^-?0*\.?0*|\./g, '').replace(number.includes('.') ? /$/ : /0+$/, '');
  return Math.ceil(digits.length / 2) + 1 + (number.startsWith('-') ? 1 : 0);
}
