import { describe, expect, test } from 'vitest';

/** What holds of every announcement's reason; `told` is what subscribers are told of one that is announced. */
export const describeReasons = (told: (reason: string) => Promise<string | null>) =>
  describe('a reason', () => {
    test('of any length is told, in 200 characters', async () => {
      const skus = Array.from({ length: 25 }, (_, index) => `${index}`.padStart(64, 'x')).join(', ');
      const reason = await told(`Not enough in stock: ${skus}`);
      expect(reason).toHaveLength(200);
      expect(reason).toMatch(/^Not enough in stock: x.+…$/);
    });

    test('of two lines is told in one', async () => {
      expect(await told('declined\r\n\tby the bank\u0000')).toBe('declined by the bank');
    });

    test('of nothing but blanks is none', async () => {
      expect(await told(' \n')).toBeNull();
    });
  });
