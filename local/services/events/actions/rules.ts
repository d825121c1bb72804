import { z } from 'zod';
import { arnOf } from '../../../platform/arns.ts';
import { storedPattern } from '../patterns/parsePattern.ts';
import { parseSchedule } from '../schedule/parseSchedule.ts';
import type { Rule } from '../state/Rule.ts';
import { type Bus, DEFAULT_BUS } from '../state/createEventState.ts';
import { inert, validationError, resourceName, pagination } from '../validation.ts';
import { type ActionContext, defineAction } from './EventsAction.ts';

/** Creates a rule, or replaces all of it but its targets. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
export const putRule = defineAction(
  {
    Name: resourceName,
    EventBusName: z.string().optional(),
    EventPattern: z.string().optional(),
    ScheduleExpression: z.string().optional(),
    State: z
      .enum(['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'])
      .default('ENABLED'),
    Description: z.string().max(512).optional(),
    RoleArn: z.string().optional(),
    Tags: inert,
  },
  ({ Name, EventBusName, EventPattern, ScheduleExpression, State, Description, RoleArn }, context) => {
    const bus = context.state.bus(EventBusName);
    const pattern = storedPattern(EventPattern || undefined);
    const schedule = ScheduleExpression || undefined;
    if (!pattern && !schedule)
      throw validationError('Parameter(s) EventPattern or ScheduleExpression must be specified.');
    checkSchedule(schedule, bus);
    const rule = bus.rules.get(Name) ?? newRule(Name, bus, context);
    Object.assign(rule, {
      pattern,
      scheduleExpression: schedule,
      state: State,
      description: Description,
      roleArn: RoleArn,
    });
    bus.rules.set(Name, rule);
    context.schedules.update(rule);
    return { RuleArn: rule.arn };
  },
);

function checkSchedule(expression: string | undefined, bus: Bus) {
  if (expression === undefined) return;
  if (bus.name !== DEFAULT_BUS)
    throw validationError('ScheduleExpression is supported only on the default event bus.');
  if (!parseSchedule(expression)) throw validationError('Parameter ScheduleExpression is not valid.');
}

const newRule = (ruleName: string, bus: Bus, { world }: ActionContext): Rule => ({
  name: ruleName,
  arn: arnOf(
    world.account,
    'events',
    bus.name === DEFAULT_BUS ? `rule/${ruleName}` : `rule/${bus.name}/${ruleName}`,
  ),
  busName: bus.name,
  description: undefined,
  roleArn: undefined,
  state: 'ENABLED',
  pattern: undefined,
  scheduleExpression: undefined,
  timer: undefined,
  targets: new Map(),
});

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

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DisableRule.html */
export const disableRule = defineAction(
  { Name: z.string(), EventBusName: z.string().optional() },
  ({ Name, EventBusName }, { state, schedules }) => {
    const rule = state.rule(Name, EventBusName);
    rule.state = 'DISABLED';
    schedules.update(rule);
    return {};
  },
);

/** Succeeds where the rule does not exist. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html */
export const deleteRule = defineAction(
  { Name: z.string(), EventBusName: z.string().optional(), Force: inert },
  ({ Name, EventBusName }, { state }) => {
    const { rules } = state.bus(EventBusName);
    const rule = rules.get(Name);
    if (rule && rule.targets.size > 0) throw validationError("Rule can't be deleted since it has targets.");
    rule?.timer?.cancel();
    rules.delete(Name);
    return {};
  },
);

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html */
export const describeRule = defineAction(
  { Name: z.string(), EventBusName: z.string().optional() },
  ({ Name, EventBusName }, { state, world }) => ({
    ...ruleShape(state.rule(Name, EventBusName)),
    CreatedBy: world.account.accountId,
  }),
);

const ruleShape = (rule: Rule) => ({
  Name: rule.name,
  Arn: rule.arn,
  State: rule.state,
  EventBusName: rule.busName,
  ...(rule.pattern && { EventPattern: rule.pattern.text }),
  ...(rule.scheduleExpression !== undefined && { ScheduleExpression: rule.scheduleExpression }),
  ...(rule.description !== undefined && { Description: rule.description }),
  ...(rule.roleArn !== undefined && { RoleArn: rule.roleArn }),
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html */
export const listRules = defineAction(
  { NamePrefix: z.string().optional(), EventBusName: z.string().optional(), ...pagination },
  ({ NamePrefix = '', EventBusName }, { state }) => ({
    Rules: [...state.bus(EventBusName).rules.values()]
      .filter(({ name }) => name.startsWith(NamePrefix))
      .map(ruleShape),
  }),
);
