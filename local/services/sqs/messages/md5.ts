import { createHash, hash, type Hash } from 'node:crypto';
import type { MessageAttributes } from './Message.ts';

export const md5 = (data: string | Uint8Array) => hash('md5', data);

const STRING_VALUE = Buffer.of(1);
const BINARY_VALUE = Buffer.of(2);

/**
 * The MD5 of the attributes in the order of their names; undefined where there are none.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const entries = Object.entries(attributes);
  if (entries.length === 0) return undefined;
  const hashing = createHash('md5');
  for (const [name, { DataType, StringValue, BinaryValue }] of entries.sort(byName)) {
    addPart(hashing, Buffer.from(name));
    addPart(hashing, Buffer.from(DataType));
    hashing.update(BinaryValue === undefined ? STRING_VALUE : BINARY_VALUE);
    addPart(
      hashing,
      BinaryValue === undefined ? Buffer.from(StringValue ?? '') : Buffer.from(BinaryValue, 'base64'),
    );
  }
  return hashing.digest('hex');
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);

function addPart(hashing: Hash, bytes: Buffer) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  hashing.update(length).update(bytes);
}
