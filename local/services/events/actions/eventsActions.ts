import { createArchive } from './createArchive.ts';
import { createEventBus } from './createEventBus.ts';
import { deleteEventBus } from './deleteEventBus.ts';
import { deleteRule } from './deleteRule.ts';
import { describeArchive } from './describeArchive.ts';
import { describeEventBus } from './describeEventBus.ts';
import { describeReplay } from './describeReplay.ts';
import { describeRule } from './describeRule.ts';
import { disableRule } from './disableRule.ts';
import { enableRule } from './enableRule.ts';
import { listArchives } from './listArchives.ts';
import { listEventBuses } from './listEventBuses.ts';
import { listReplays } from './listReplays.ts';
import { listRules } from './listRules.ts';
import { listTargetsByRule } from './listTargetsByRule.ts';
import { putEvents } from './putEvents.ts';
import { putPermission } from './putPermission.ts';
import { putRule } from './putRule.ts';
import { putTargets } from './putTargets.ts';
import { removeTargets } from './removeTargets.ts';
import { startReplay } from './startReplay.ts';
import { testEventPattern } from './testEventPattern.ts';
import type { EventsAction } from './EventsAction.ts';

/** Every action, by the name callers use: adding one is one file and one line here. */
export const eventsActions: Readonly<Record<string, EventsAction>> = {
  CreateArchive: createArchive,
  CreateEventBus: createEventBus,
  DeleteEventBus: deleteEventBus,
  DeleteRule: deleteRule,
  DescribeArchive: describeArchive,
  DescribeEventBus: describeEventBus,
  DescribeReplay: describeReplay,
  DescribeRule: describeRule,
  DisableRule: disableRule,
  EnableRule: enableRule,
  ListArchives: listArchives,
  ListEventBuses: listEventBuses,
  ListReplays: listReplays,
  ListRules: listRules,
  ListTargetsByRule: listTargetsByRule,
  PutEvents: putEvents,
  PutPermission: putPermission,
  PutRule: putRule,
  PutTargets: putTargets,
  RemoveTargets: removeTargets,
  StartReplay: startReplay,
  TestEventPattern: testEventPattern,
};
