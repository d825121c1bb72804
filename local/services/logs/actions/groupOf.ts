import type { LogGroup } from '../createLogGroup.ts';
import type { LogStore } from '../LogStore.ts';
import { invalidParameter } from '../errors.ts';
import { groupNameOf } from '../permissions.ts';

interface GroupInput {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
}

/** The group that a request names in one of two ways, not in both (documented). The words are chosen. */
export function groupOf(store: LogStore, input: GroupInput): LogGroup {
  const name = groupNameOf(input);
  if (name === undefined || (input.logGroupName !== undefined && input.logGroupIdentifier !== undefined))
    throw invalidParameter('Specify either logGroupName or logGroupIdentifier.');
  return store.group(name);
}
