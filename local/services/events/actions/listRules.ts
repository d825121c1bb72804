import { z } from 'zod';
import { ruleShape } from './describeRule.ts';
import { defineAction } from './EventsAction.ts';
import { page } from './shapes.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html */
export const listRules = defineAction(
  { NamePrefix: z.string().optional(), EventBusName: z.string().optional(), ...page },
  ({ NamePrefix = '', EventBusName }, { state }) => ({
    Rules: [...state.bus(EventBusName).rules.values()]
      .filter(({ name }) => name.startsWith(NamePrefix))
      .map(ruleShape),
  }),
);
