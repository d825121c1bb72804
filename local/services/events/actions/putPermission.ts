import { z } from 'zod';
import { invalid } from '../errors.ts';
import { defineAction } from './EventsAction.ts';
import { inert } from './shapes.ts';

/** Keeps a bus's policy for whoever wants to enforce it. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html */
export const putPermission = defineAction(
  {
    EventBusName: z.string().optional(),
    StatementId: z.string().optional(),
    Action: z.string().optional(),
    Principal: z.string().optional(),
    Policy: z.string().optional(),
    Condition: inert,
  },
  ({ EventBusName, StatementId, Action, Principal, Policy, Condition }, { state }) => {
    const bus = state.bus(EventBusName);
    if (Policy !== undefined) {
      bus.statements.clear();
      for (const [at, statement] of statementsOf(Policy).entries())
        bus.statements.set(statement.Sid ?? `${at}`, statement);
    } else if (StatementId) {
      bus.statements.set(StatementId, {
        Sid: StatementId,
        Effect: 'Allow',
        Principal,
        Action,
        Resource: bus.arn,
        ...(Condition !== undefined && { Condition }),
      });
    } else {
      throw invalid('Parameter StatementId must be specified.');
    }
    return {};
  },
);

function statementsOf(policy: string): { Sid?: string }[] {
  try {
    return [(JSON.parse(policy) as { Statement: { Sid?: string } | { Sid?: string }[] }).Statement].flat();
  } catch {
    throw invalid('Parameter Policy is not valid JSON.');
  }
}
