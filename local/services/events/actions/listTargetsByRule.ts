import { z } from 'zod';
import { defineAction } from './EventsAction.ts';
import { page } from './shapes.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTargetsByRule.html */
export const listTargetsByRule = defineAction(
  { Rule: z.string(), EventBusName: z.string().optional(), ...page },
  ({ Rule, EventBusName }, { state }) => ({ Targets: [...state.rule(Rule, EventBusName).targets.values()] }),
);
