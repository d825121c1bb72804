import { createArchive, deleteArchive, describeArchive, listArchives, updateArchive } from './archives.ts';
import {
  createEventBus,
  deleteEventBus,
  describeEventBus,
  listEventBuses,
  putPermission,
  removePermission,
  updateEventBus,
} from './eventBuses.ts';
import { deleteRule, describeRule, disableRule, enableRule, listRules, putRule } from './rules.ts';
import { describeReplay, listReplays, startReplay } from './replays.ts';
import { listTargetsByRule, putTargets, removeTargets } from './targets.ts';
import { putEvents } from './putEvents.ts';
import { testEventPattern } from './testEventPattern.ts';
import type { EventsAction } from './EventsAction.ts';

/** Every action, by the name callers use. A new one joins its family and gets a line here. */
export const eventsActions: Readonly<Record<string, EventsAction>> = {
  CreateArchive: createArchive,
  CreateEventBus: createEventBus,
  DeleteArchive: deleteArchive,
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
  RemovePermission: removePermission,
  RemoveTargets: removeTargets,
  StartReplay: startReplay,
  TestEventPattern: testEventPattern,
  UpdateArchive: updateArchive,
  UpdateEventBus: updateEventBus,
};
