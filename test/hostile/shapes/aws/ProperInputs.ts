import type { Chance } from '../../Chance.ts';
import type { Knowledge } from '../../target/knowledge.ts';

/** A proper input of each action, which is then changed. Those that write or delete name what was made for it. */
export type ProperInputs = Readonly<
  Record<string, (known: Knowledge, chance: Chance) => Record<string, unknown>>
>;

export const arn = (rest: string) => `arn:aws:${rest}`;
