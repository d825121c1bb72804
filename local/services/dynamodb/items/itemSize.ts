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

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.M)
    return COLLECTION_OVERHEAD + ELEMENT_OVERHEAD * Object.keys(value.M).length + itemSize(value.M);
  if (value.L) return COLLECTION_OVERHEAD + sum(value.L, (member) => ELEMENT_OVERHEAD + valueSize(member));
  if (value.B !== undefined) return binarySize(value.B);
  if (value.SS) return sum(value.SS, (text) => Buffer.byteLength(text));
  if (value.NS) return sum(value.NS, numberSize);
  return sum(value.BS ?? [], binarySize);
}

const sum = <Member>(members: readonly Member[], sizeOf: (member: Member) => number) =>
  members.reduce((size, member) => size + sizeOf(member), 0);

const binarySize = (base64: string) => Buffer.byteLength(base64, 'base64');

/** One byte for each two significant digits, one for the exponent, one more below zero. */
function numberSize(number: string): number {
  const digits = number.replace(/^-?0*\.?0*|\./g, '').replace(number.includes('.') ? /$/ : /0+$/, '');
  return Math.ceil(digits.length / 2) + 1 + (number.startsWith('-') ? 1 : 0);
}
