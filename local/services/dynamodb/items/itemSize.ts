import { validationException } from '../errors.ts';
import type { AttributeMap, AttributeType, AttributeValue } from './AttributeValue.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html#limits-items */
export const MAX_ITEM_BYTES = 400 * 1024;

export const itemTooLarge = (kind: 'put' | 'update') =>
  validationException(
    `Item size ${kind === 'update' ? 'to update ' : ''}has exceeded the maximum allowed size`,
  );

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

type Sizes = { readonly [Type in AttributeType]-?: (content: NonNullable<AttributeValue[Type]>) => number };

const sizes: Sizes = {
  S: (text) => Buffer.byteLength(text),
  N: numberSize,
  B: binarySize,
  BOOL: () => 1,
  NULL: () => 1,
  SS: (texts) => sum(texts, (text) => Buffer.byteLength(text)),
  NS: (numbers) => sum(numbers, numberSize),
  BS: (binaries) => sum(binaries, binarySize),
  L: (list) => COLLECTION_OVERHEAD + sum(list, (value) => ELEMENT_OVERHEAD + valueSize(value)),
  M: (map) => COLLECTION_OVERHEAD + ELEMENT_OVERHEAD * Object.keys(map).length + itemSize(map),
};

function valueSize(value: AttributeValue): number {
  let size = 0;
  for (const type in value) {
    // A value has one member, named by its type; the compiler cannot tie the two together.
    const sizeOf = sizes[type as AttributeType] as (content: unknown) => number;
    size = sizeOf(value[type as AttributeType]); // As above.
  }
  return size;
}

function sum<Member>(members: readonly Member[], sizeOf: (member: Member) => number): number {
  return members.reduce((size, member) => size + sizeOf(member), 0);
}

function binarySize(base64: string): number {
  return Buffer.byteLength(base64, 'base64');
}

/** One byte for each two significant digits, one for the exponent, one more below zero. */
function numberSize(number: string): number {
  const digits = number.replace(/^-?0*\.?0*|\./g, '');
  const significant = number.includes('.') ? digits.length : lengthWithoutZeros(digits);
  return Math.ceil(significant / 2) + 1 + (number.startsWith('-') ? 1 : 0);
}

function lengthWithoutZeros(digits: string): number {
  let length = digits.length;
  while (digits[length - 1] === '0') length--;
  return length;
}
