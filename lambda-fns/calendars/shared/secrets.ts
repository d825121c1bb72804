import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export const newSecret = (): string => randomBytes(32).toString('base64url');

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Whether it is the secret of this hash, in a time that says nothing about either. Without a hash it is nobody's. */
export const isSecretOf = (secret: string, secretHash: string | undefined): boolean => {
  const expected = Buffer.from(secretHash ?? hashOf(''), 'hex');
  const given = Buffer.from(hashOf(secret), 'hex');
  return expected.length === given.length && timingSafeEqual(given, expected) && secretHash !== undefined;
};
