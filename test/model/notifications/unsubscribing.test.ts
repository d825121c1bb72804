import { expect, test } from 'vitest';
import {
  languageNamed,
  parseUnsubscribeLink,
  unsubscribeLinkPath,
} from '../../../model/notifications/unsubscribing.ts';

const token = 'x'.repeat(43);
const pathOf = (link: string) => link.split('?')[0]!;

test.each(['user-1', 'a b/c', '../..', 'ä@b'])('the link of %s is read as it was written', (userId) => {
  const link = unsubscribeLinkPath(userId, token, 'DE');
  expect(parseUnsubscribeLink(pathOf(link))).toEqual({ userId, token });
  expect(link).toMatch(/\?language=DE$/);
});

test.each([
  '/',
  '/unsubscribe/user-1',
  `/unsubscribe/user-1/${token}x`,
  `/unsubscribe//${token}`,
  `/unsubscribe/%/${token}`,
  `/unsubscribe/a/b/${token}`,
  `/unsubscribe/${'a'.repeat(201)}/${token}`,
  `/calendar/user-1/${token}`,
])('%s is no link', (path) => {
  expect(parseUnsubscribeLink(path)).toBeUndefined();
});

test('a language that is none is English', () => {
  expect([undefined, 'DE', 'FR', '<script>', '__proto__'].map(languageNamed)).toEqual([
    ...['EN', 'DE', 'EN', 'EN', 'EN'],
  ]);
});
