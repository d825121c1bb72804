import { z } from 'zod';
import type { Rule } from '../state/Rule.ts';
import { defineAction } from './EventsAction.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html */
export const describeRule = defineAction(
  { Name: z.string(), EventBusName: z.string().optional() },
  ({ Name, EventBusName }, { state, world }) => ({
    ...ruleShape(state.rule(Name, EventBusName)),
    CreatedBy: world.account.accountId,
  }),
);

export const ruleShape = (rule: Rule) => ({
  Name: rule.name,
  Arn: rule.arn,
  State: rule.state,
  EventBusName: rule.busName,
  ...(rule.pattern && { EventPattern: rule.pattern.text }),
  ...(rule.scheduleExpression !== undefined && { ScheduleExpression: rule.scheduleExpression }),
  ...(rule.description !== undefined && { Description: rule.description }),
  ...(rule.roleArn !== undefined && { RoleArn: rule.roleArn }),
});
