import { expect, test } from 'vitest';
import { waitAfter } from '../../../dashboard/data/waits.ts';

const waits = (key: 'missed' | 'met', random: number) =>
  Array.from({ length: 8 }, (_, index) => waitAfter({ missed: 0, met: 0, [key]: index + 1 }, random));

test('a server that is away is looked for after 1, 2, 4 and then each 8 seconds', () => {
  expect(waits('missed', 1)).toEqual([1000, 2000, 4000, 8000, 8000, 8000, 8000, 8000]);
});

test('one that is there and gives nothing is asked ever more rarely, up to once a minute', () => {
  expect(waits('met', 1)).toEqual([4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000]);
});

test('chance takes away up to half of a wait', () => {
  expect(waits('missed', 0)).toEqual([500, 1000, 2000, 4000, 4000, 4000, 4000, 4000]);
});
