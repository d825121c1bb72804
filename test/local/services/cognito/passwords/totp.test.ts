import { expect, test } from 'vitest';
import { createRandomness } from '../../../../../local/platform/Randomness.ts';
import { newTotpSecret, totpAt, totpStep } from '../../../../../local/services/cognito/passwords/totp.ts';

/** Base 32 of `12345678901234567890`, the secret of the vectors. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

/** https://datatracker.ietf.org/doc/html/rfc6238#appendix-B, whose codes have 8 digits: ours are the last 6 of them. */
test.each([
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
])('at %d s the code is that of the published vector', (seconds, code) => {
  expect(totpAt(SECRET, seconds * 1000)).toBe(code.slice(-6));
});

test('a code is right from one step before its own to one step after it', () => {
  const code = totpAt(SECRET, 0);
  expect([-30_001, -30_000, 0, 59_999, 60_000].map((now) => totpStep(SECRET, code, now))).toEqual([
    undefined,
    0,
    0,
    0,
    undefined,
  ]);
});

test('what is no code is wrong, of whatever length', () => {
  for (const code of ['', '1', '0000000', 'ééé', 'abcdef']) expect(totpStep(SECRET, code, 0)).toBeUndefined();
});

test('a new secret has 52 letters of base 32', () => {
  expect(newTotpSecret(createRandomness(1))).toMatch(/^[A-Z2-7]{52}$/);
});
