import { createHash, type Hash } from 'node:crypto';
import type { MessageAttributes } from './Message.ts';

export const md5 = (data: string | Uint8Array) => createHash('md5').update(data).digest('hex');

const STRING_VALUE = Buffer.of(1);
const BINARY_VALUE = Buffer.of(2);

/**
 * MD5 over the attributes in the order of their names; undefined where there are none.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  for (const name of names) {
    const { DataType, StringValue, BinaryValue } = attributes[name]!;
    addPart(hash, Buffer.from(name));
    addPart(hash, Buffer.from(DataType));
    hash.update(BinaryValue === undefined ? STRING_VALUE : BINARY_VALUE);
    addPart(
      hash,
      BinaryValue === undefined ? Buffer.from(StringValue ?? '') : Buffer.from(BinaryValue, 'base64'),
    );
  }
  return hash.digest('hex');
}

function addPart(hash: Hash, bytes: Buffer) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  hash.update(length).update(bytes);
}
