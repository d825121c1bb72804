import { expect, test } from 'vitest';
import {
  isUnsubscribeToken,
  newUnsubscribeKey,
  unsubscribeTokenOf,
} from '../../../lambda-fns/notifications/shared/unsubscribeTokens.ts';
import { parseUnsubscribeLink, unsubscribeLinkPath } from '../../../model/notifications/unsubscribing.ts';

test('a token is good for the key and the address that it was made of, and for no other', () => {
  const [key, other] = [newUnsubscribeKey(), newUnsubscribeKey()];
  const made = unsubscribeTokenOf(key, 'ada@example.com');
  const [path = ''] = unsubscribeLinkPath('ada', made, 'EN').split('?');
  expect(parseUnsubscribeLink(path)?.token).toBe(made);
  expect(isUnsubscribeToken(made, key, 'ada@example.com')).toBe(true);
  expect(isUnsubscribeToken(made, other, 'ada@example.com')).toBe(false);
  expect(isUnsubscribeToken(made, key, 'bob@example.com')).toBe(false);
  // Of nobody, there is neither a key nor an address, and what could be computed of that is worth nothing.
  expect(isUnsubscribeToken(unsubscribeTokenOf('', ''), undefined, '')).toBe(false);
  for (const wrong of ['', 'short', 'x'.repeat(43), made.slice(1)])
    expect(isUnsubscribeToken(wrong, key, 'ada@example.com')).toBe(false);
});
