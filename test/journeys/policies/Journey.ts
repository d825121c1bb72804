import { expect } from 'vitest';
import type { Frontdesk } from '../given.ts';
import type { Answer } from '../when.ts';

/** What somebody does, on a desk that others have used before or will use afterwards. */
export interface Journey {
  readonly name: string;
  run(desk: Frontdesk): Promise<void>;
}

/** The data of an answer without errors. */
export function dataOf({ data, errors }: Answer): Record<string, any> {
  expect(errors).toBeUndefined();
  return data!;
}
