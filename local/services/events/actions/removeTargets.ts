import { z } from 'zod';
import { defineAction } from './EventsAction.ts';
import { inert } from './shapes.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemoveTargets.html */
export const removeTargets = defineAction(
  { Rule: z.string(), EventBusName: z.string().optional(), Ids: z.array(z.string()).min(1), Force: inert },
  ({ Rule, EventBusName, Ids }, { state }) => {
    const { targets } = state.rule(Rule, EventBusName);
    const failed = Ids.filter((id) => !targets.delete(id));
    return {
      FailedEntryCount: failed.length,
      FailedEntries: failed.map((TargetId) => ({
        TargetId,
        ErrorCode: 'ResourceNotFoundException',
        ErrorMessage: `Rule ${Rule} does not have a target with the Id ${TargetId}.`,
      })),
    };
  },
);
