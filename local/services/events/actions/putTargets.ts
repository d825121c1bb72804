import { z } from 'zod';
import { invalid } from '../errors.ts';
import { checkTarget } from '../targets/checkTarget.ts';
import { target } from '../targets/targetShape.ts';
import { defineAction } from './EventsAction.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MOST_TARGETS = 5;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html */
export const putTargets = defineAction(
  { Rule: z.string(), EventBusName: z.string().optional(), Targets: z.array(target).min(1).max(100) },
  ({ Rule, EventBusName, Targets }, { state, targets }) => {
    const rule = state.rule(Rule, EventBusName);
    for (const each of Targets) checkTarget(each, targets);
    const ids = new Set([...rule.targets.keys(), ...Targets.map(({ Id }) => Id)]);
    if (ids.size > MOST_TARGETS)
      throw invalid(
        `The requested resource exceeds the maximum number allowed: ${MOST_TARGETS} targets on rule ${Rule}.`,
      );
    for (const each of Targets) rule.targets.set(each.Id, each);
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
);
