import { z } from 'zod';
import { defineAction } from './EventsAction.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EnableRule.html */
export const enableRule = defineAction(
  { Name: z.string(), EventBusName: z.string().optional() },
  ({ Name, EventBusName }, { state, schedules }) => {
    const rule = state.rule(Name, EventBusName);
    rule.state = 'ENABLED';
    schedules.update(rule);
    return {};
  },
);
