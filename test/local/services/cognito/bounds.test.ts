import { describe, expect, test } from 'vitest';
import { createWorld } from '../../../../local/platform/World.ts';
import { createLockouts } from '../../../../local/services/cognito/auth/createLockouts.ts';
import { createAttempts } from '../../../../local/services/cognito/codes/createAttempts.ts';
import { createChallenges } from '../../../../local/services/cognito/auth/createChallenges.ts';
import type { Session, UserPool } from '../../../../local/services/cognito/store/UserPool.ts';
import { forgetSessions } from '../../../../local/services/cognito/tokens/createSessionSweep.ts';
import { createVerifiedTokens } from '../../../../local/services/cognito/tokens/createVerifiedTokens.ts';
import { MOMENT } from './poolHarness.ts';

describe('verified tokens', () => {
  test('are remembered up to 8 Mi characters, the latest of them', () => {
    const tokens = createVerifiedTokens();
    const token = (name: number) => `${name}`.padEnd(100_000, 'x');
    for (let name = 0; name < 200; name++) tokens.remember('pool', token(name), { exp: 1, sub: `${name}` });
    const found = Array.from({ length: 200 }, (_, name) => tokens.find('pool', token(name), 0) !== undefined);
    expect(found.filter(Boolean)).toHaveLength(83);
    expect(found.lastIndexOf(false)).toBe(116);
  });

  test('that are remembered again count once', () => {
    const tokens = createVerifiedTokens();
    for (let time = 0; time < 100; time++) tokens.remember('pool', 'x'.repeat(1_000_000), { exp: 1 });
    tokens.remember('pool', 'y', { exp: 1 });
    expect(tokens.find('pool', 'x'.repeat(1_000_000), 0)).toEqual({ exp: 1 });
  });
});

test('the oldest of 10,000 challenges gives way to one more', () => {
  const challenges = createChallenges(createWorld({ seed: 1, frozenAt: MOMENT }));
  const issue = () => challenges.issue({ name: 'NEW_PASSWORD_REQUIRED', clientId: 'c', username: 'ann' });
  const [first, second] = [issue(), issue()];
  for (let more = 2; more <= 10_000; more++) issue();
  expect(() => challenges.redeem('NEW_PASSWORD_REQUIRED', first)).toThrow('session is expired');
  expect(challenges.redeem('NEW_PASSWORD_REQUIRED', second)).toMatchObject({ username: 'ann' });
});

test('counts of calls and of wrong passwords are forgotten, the oldest of 10,000 first', () => {
  const { clock } = createWorld({ seed: 1, frozenAt: MOMENT });
  const pool = { id: 'p', caseSensitive: true } as UserPool;
  const attempts = createAttempts(clock);
  const lockouts = createLockouts(clock);
  const exhaust = (name: string) => {
    for (let time = 0; time < 5; time++) {
      attempts.count('ForgotPassword', pool, name);
      lockouts.attempt(pool, name)(false);
    }
  };
  for (const name of ['first', 'second']) exhaust(name);
  for (let other = 2; other <= 10_000; other++) {
    attempts.count('ForgotPassword', pool, `${other}`);
    lockouts.attempt(pool, `${other}`)(false);
  }
  attempts.count('ForgotPassword', pool, 'first');
  lockouts.attempt(pool, 'first');
  const last = '10000';
  for (let time = 0; time < 4; time++) attempts.count('ForgotPassword', pool, last);
  expect(() => attempts.count('ForgotPassword', pool, last)).toThrow('Attempt limit exceeded');
});

test('sessions that have expired are forgotten, and so are the oldest of more than 100,000', () => {
  const session = (expiresAt: number) => ({ username: 'ann', expiresAt }) as Session;
  const sessions: Record<string, Session> = { expired: session(1000) };
  for (let number = 0; number <= 100_000; number++) sessions[`valid${number}`] = session(1001);
  forgetSessions({ sessions }, 1000);
  expect(Object.keys(sessions)).toHaveLength(100_000);
  expect(Object.keys(sessions)[0]).toBe('valid1');
});
