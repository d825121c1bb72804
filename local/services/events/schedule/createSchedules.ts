import { newTraceId } from '../../../platform/traceIds.ts';
import type { World } from '../../../platform/World.ts';
import { servicePrincipal } from '../../iam/AssumeRole.ts';
import type { Router } from '../createRouter.ts';
import { eventTime } from '../Events.ts';
import type { Rule } from '../state/Rule.ts';
import { parseSchedule } from './parseSchedule.ts';

export interface Schedules {
  /** Starts, restarts or ends a rule's schedule after the rule has changed. */
  update(rule: Rule): void;
}

export function createSchedules(world: World, router: Router): Schedules {
  const { clock, random, account } = world;

  const fire = (rule: Rule) => {
    const event = {
      version: '0' as const,
      id: random.uuid(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: account.accountId,
      time: eventTime(clock.now()),
      region: account.region,
      resources: [rule.arn],
      detail: {},
    };
    const principal = servicePrincipal({ service: 'events', sourceArn: rule.arn });
    router.sendToTargets(rule, event, { traceId: newTraceId(clock.now(), random), principal });
    update(rule);
  };

  const update = (rule: Rule) => {
    rule.timer?.cancel();
    rule.timer = undefined;
    if (rule.state === 'DISABLED' || rule.scheduleExpression === undefined) return;
    const next = parseSchedule(rule.scheduleExpression)?.(clock.now()) ?? null;
    if (next !== null) rule.timer = clock.schedule(next - clock.now(), () => fire(rule));
  };

  return { update };
}
