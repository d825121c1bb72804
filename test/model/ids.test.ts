import { expect, test } from 'vitest';
import { isId } from '../../model/ids.ts';

test.each(['a', '01J9ZK3W7M', 'f3b1c9de-0000-4000-8000-000000000000', 'me@example.com', 'a'.repeat(64)])(
  '%s is an id',
  (text) => expect(isId(text)).toBe(true),
);

test.each(['', 'a#b', '#', 'USER#1', 'a b', 'ä', '\u0000', 'a'.repeat(65)])('%j is none', (text) =>
  expect(isId(text)).toBe(false),
);
