import { z } from 'zod';

export const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};

/** As `cdk.json` spells it, and as the command line does. */
export const yesOrNo = z.union(
  [z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'], case: 'sensitive' })],
  {
    error: 'must be true or false',
  },
);
