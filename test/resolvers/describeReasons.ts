import { describe, expect, test } from 'vitest';

/** What holds for every published reason; `publish` returns what subscribers receive of one. */
export const describeReasons = (publish: (reason: string) => Promise<string | null>) =>
  describe('a reason', () => {
    test('of any length is published, in 200 characters', async () => {
      const skus = Array.from({ length: 25 }, (_, index) => `${index}`.padStart(64, 'x')).join(', ');
      const reason = await publish(`Not enough in stock: ${skus}`);
      expect(reason).toHaveLength(200);
      expect(reason).toMatch(/^Not enough in stock: x.+…$/);
    });

    test('of two lines is published in one', async () => {
      expect(await publish('declined\r\n\tby the bank\u0000')).toBe('declined by the bank');
    });

    test('of nothing but blanks is none', async () => {
      expect(await publish(' \n')).toBeNull();
    });
  });
