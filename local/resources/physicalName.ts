import { createHash } from 'node:crypto';

/**
 * The name CloudFormation would make up. Its suffix is drawn from the stack and the logical id, so
 * a name stays the same from one start to the next.
 */
export function physicalName(stackName: string, logicalId: string, maxLength = 64): string {
  const digest = createHash('sha256').update(`${stackName}/${logicalId}`).digest();
  const suffix = [...digest.subarray(0, 12)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  const readable = `${stackName}-${logicalId}`;
  return `${readable.slice(0, maxLength - suffix.length - 1)}-${suffix}`;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
