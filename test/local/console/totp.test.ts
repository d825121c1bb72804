import { expect, test } from 'vitest';
import { totpAt, totpTimes } from '../../../local/console/users/totp.ts';
import { totpAt as serverTotpAt } from '../../../local/services/cognito/passwords/totp.ts';

// The secret of https://datatracker.ietf.org/doc/html/rfc6238#appendix-B, whose codes have eight digits there.
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test('codes are those of the RFC, and of the server', async () => {
  expect(await totpAt(SECRET, 59_000)).toBe('287082');
  expect(await totpAt(SECRET, 1_111_111_109_000)).toBe('081804');
  for (const time of totpTimes(1_700_000_000_000))
    expect(await totpAt(`${SECRET}A`, time)).toBe(serverTotpAt(`${SECRET}A`, time));
});
