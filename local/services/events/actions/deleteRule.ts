import { z } from 'zod';
import { invalid } from '../errors.ts';
import { defineAction } from './EventsAction.ts';
import { inert } from './shapes.ts';

/** Deleting a rule that is not there succeeds. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html */
export const deleteRule = defineAction(
  { Name: z.string(), EventBusName: z.string().optional(), Force: inert },
  ({ Name, EventBusName }, { state }) => {
    const { rules } = state.bus(EventBusName);
    const rule = rules.get(Name);
    if (rule && rule.targets.size > 0) throw invalid("Rule can't be deleted since it has targets.");
    rule?.timer?.cancel();
    rules.delete(Name);
    return {};
  },
);
