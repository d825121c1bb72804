import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new key, which a person's row keeps. */
export const newUnsubscribeKey = (): string => randomBytes(32).toString('base64url');

const digestOf = (key: string, email: string) => createHmac('sha256', key).update(email).digest();

/** What a link carries that was sent to an address: worth nothing once the person has another. */
export const unsubscribeTokenOf = (key: string, email: string): string =>
  digestOf(key, email).toString('base64url');

/** Whether a token was made with the key for the address, in a time that says nothing about either. Without a key it was not. */
export const isUnsubscribeToken = (token: string, key: string | undefined, email: string): boolean => {
  const expected = digestOf(key ?? '', email);
  const given = Buffer.from(token, 'base64url');
  return given.length === expected.length && timingSafeEqual(given, expected) && key !== undefined;
};
