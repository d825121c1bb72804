import { anythingBut } from './anythingBut.ts';
import { cidr } from './cidr.ts';
import { equalsIgnoreCase } from './equalsIgnoreCase.ts';
import { exists } from './exists.ts';
import { numeric } from './numeric.ts';
import type { PatternOperator } from './PatternOperator.ts';
import { prefix } from './prefix.ts';
import { suffix } from './suffix.ts';
import { wildcard } from './wildcard.ts';

/** Every operator of the pattern language, by its name in a pattern. */
export const operators: Readonly<Record<string, PatternOperator>> = {
  prefix,
  suffix,
  'equals-ignore-case': equalsIgnoreCase,
  wildcard,
  'anything-but': anythingBut,
  numeric,
  exists,
  cidr,
};
