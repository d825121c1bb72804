import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paymentRefusedReason } from '../../model/payments/events.ts';
import { MAX_REASON_LENGTH, reasonOf } from '../../model/reasons.ts';

describe('a reason', () => {
  test('that is a short line stays as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]( ?[!-~]){0,99}$/), (text) => {
        expect(reasonOf(text)).toBe(text);
      }),
    );
  });

  test('is a line of at most 200 characters, and well-formed, whatever was given', () => {
    const unit = fc.constantFrom(
      'a',
      'é',
      '🏠',
      ' ',
      '\n',
      '\t',
      '\u0000',
      '\u007f',
      '\r\n',
      '\u009b',
      '\u202e',
      '\ud83c',
      '\u2028',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 600 }), (text) => {
        const reason = reasonOf(text);
        expect(reason.length).toBeLessThanOrEqual(MAX_REASON_LENGTH);
        expect(reason).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]/);
        expect(reason.isWellFormed()).toBe(true);
        expect(reasonOf(reason)).toBe(reason);
      }),
    );
  });

  test('of two lines is one', () => {
    expect(reasonOf('declined\nby the bank')).toBe('declined by the bank');
  });

  test('of a megabyte is read as far as it may count', () => {
    expect(reasonOf(' '.repeat(1_000_000) + 'x')).toBe('');
    expect(reasonOf('x'.repeat(1_000_000))).toHaveLength(MAX_REASON_LENGTH);
  });

  test('that is too long says that there was more', () => {
    expect(reasonOf('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
    expect(reasonOf('x'.repeat(200))).toBe('x'.repeat(200));
  });

  test('of a gateway is shortened with what is said before it', () => {
    const reason = paymentRefusedReason(`no\n${'x'.repeat(1000)}`);
    expect(reason).toMatch(/^PaymentRefused: no x+…$/);
    expect(reason).toHaveLength(MAX_REASON_LENGTH);
  });
});
