import { z } from 'zod';
import { arnOf } from '../../../platform/arns.ts';
import { invalid } from '../errors.ts';
import { parseSchedule } from '../schedule/parseSchedule.ts';
import { DEFAULT_BUS, type Bus } from '../state/Bus.ts';
import type { Rule } from '../state/Rule.ts';
import { defineAction, type ActionContext } from './EventsAction.ts';
import { patternOf } from './patternOf.ts';
import { inert, name } from './shapes.ts';

/** Creates a rule, or replaces all of it but its targets. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
export const putRule = defineAction(
  {
    Name: name,
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
    const pattern = patternOf(EventPattern || undefined);
    const schedule = ScheduleExpression || undefined;
    if (!pattern && !schedule)
      throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
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
    throw invalid('ScheduleExpression is supported only on the default event bus.');
  if (!parseSchedule(expression)) throw invalid('Parameter ScheduleExpression is not valid.');
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
