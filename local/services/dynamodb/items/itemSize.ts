import type { AttributeMap } from '../DynamoDb.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html#limits-items */
export const MAX_ITEM_BYTES = 400 * 1024;

/**
 * Bytes DynamoDB counts for an item: names and strings in UTF-8.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSize(item: AttributeMap): number {
  let size = 0;
  for (const name in item) size += Buffer.byteLength(name) + valueSize(item[name]);
  return size;
}

const sum = (values: readonly any[], sizeOf: (value: any) => number) =>
  values.reduce<number>((size, value) => size + sizeOf(value), 0);

const binarySize = (base64: string) => Buffer.byteLength(base64, 'base64');

const COLLECTION_OVERHEAD = 3;
const ELEMENT_OVERHEAD = 1;

const sizes: Record<string, (value: any) => number> = {
  S: (text: string) => Buffer.byteLength(text),
  N: numberSize,
  B: binarySize,
  BOOL: () => 1,
  NULL: () => 1,
  SS: (texts: string[]) => sum(texts, Buffer.byteLength),
  NS: (numbers: string[]) => sum(numbers, numberSize),
  BS: (binaries: string[]) => sum(binaries, binarySize),
  L: (list: AttributeMap[]) =>
    COLLECTION_OVERHEAD + sum(list, (value) => ELEMENT_OVERHEAD + valueSize(value)),
  M: (map: AttributeMap) => COLLECTION_OVERHEAD + ELEMENT_OVERHEAD * Object.keys(map).length + itemSize(map),
};

function valueSize(value: AttributeMap): number {
  let size = 0;
  // It has one member, named by its type.
  for (const type in value) size = sizes[type]!(value[type]);
  return size;
}

/** One byte for each two significant digits, one for the exponent, one more below zero. */
function numberSize(number: string): number {
  const digits = number.replace(/^-?0*\.?0*|\./g, '').replace(number.includes('.') ? /$/ : /0+$/, '');
  return Math.ceil(digits.length / 2) + 1 + (number.startsWith('-') ? 1 : 0);
}
