import type { Actions } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import { describeLogGroups, describeLogStreams } from './actions/describe.ts';
import { filterLogEvents } from './actions/filterLogEvents.ts';
import { getLogEvents } from './actions/getLogEvents.ts';
import { createLogGroup, type LogGroup } from './createLogGroup.ts';
import { noSuchGroup } from './errors.ts';
import type { Logs } from './Logs.ts';
import { groupArn, type LogStore } from './LogStore.ts';

/** Chosen: all groups together, in characters. Beyond it the largest group forgets its oldest events. */
const MOST_CHARACTERS = 64 * 1024 * 1024;

export function createLogs(world: World): Logs {
  const { account, clock } = world;
  const groups = new Map<string, LogGroup>();
  let grownSince = 0;

  /** Looks at all groups once for every so many events, because their number is what it costs. */
  const limitSize = () => {
    if (++grownSince < 100) return;
    grownSince = 0;
    for (;;) {
      const all = [...groups.values()];
      const total = all.reduce((sum, { size }) => sum + size, 0);
      if (total <= MOST_CHARACTERS) return;
      const largest = all.reduce((one, other) => (other.size > one.size ? other : one));
      const enough = largest.size - (total - MOST_CHARACTERS);
      while (largest.size > enough && largest.dropOldest());
    }
  };

  const ensureGroup = (name: string) => {
    const group = groups.get(name) ?? createLogGroup({ name, clock, onGrowth: limitSize });
    groups.set(name, group);
    return group;
  };

  const store: LogStore = {
    world,
    groups,
    group(name) {
      const group = groups.get(name);
      if (!group) throw noSuchGroup();
      return group;
    },
  };
  return {
    actions: logsActions(store),
    createLogGroup({ name, retentionInDays }) {
      ensureGroup(name).retentionInDays = retentionInDays;
      return `${groupArn(account, name)}:*`;
    },
    deleteLogGroup: (name) => void groups.delete(name),
    // Chosen: a function's lines are kept whether or not its role may write them.
    createLogStream: (groupName, streamName) => ensureGroup(groupName).createStream(streamName),
  };
}

/** Every action by its name in the API. */
const logsActions = (store: LogStore): Actions => ({
  DescribeLogGroups: describeLogGroups(store),
  DescribeLogStreams: describeLogStreams(store),
  FilterLogEvents: filterLogEvents(store),
  GetLogEvents: getLogEvents(store),
});
