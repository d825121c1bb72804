import type { World } from '../../platform/World.ts';
import type { CloudFormation, RunningStack } from './CloudFormation.ts';
import type { Stacks, StackState } from './Stacks.ts';
import { resourceActions } from './actions/resources.ts';
import { stackActions } from './actions/stacks.ts';
import { validationError } from './errors.ts';

export function createCloudFormation({ clock }: Pick<World, 'clock'>): CloudFormation {
  let describe: () => readonly RunningStack[] = () => [];
  // Chosen: what runs was created when it was started, whatever a data folder keeps.
  let startedAt = clock.now();
  const changed = new Map<string, StackState>();

  const stacks: Stacks = {
    all: () => describe(),
    find(nameOrId) {
      const found = describe().find(({ name, id }) => name === nameOrId || id === nameOrId);
      // Recorded: https://github.com/boto/boto3/issues/2807
      if (!found) throw validationError(`Stack with id ${nameOrId} does not exist`);
      return found;
    },
    state: ({ name }, logicalId) =>
      changed.get(logicalId === undefined ? name : `${name}/${logicalId}`) ?? {
        status: 'CREATE_COMPLETE',
        createdAt: startedAt,
        changedAt: startedAt,
      },
  };

  return {
    ids: () => describe().map(({ id }) => id),
    actions: { ...stackActions(stacks), ...resourceActions(stacks) },
    describe(given) {
      describe = given;
      startedAt = clock.now();
    },
    updated(changes) {
      const changedAt = clock.now();
      for (const { action, stack, logicalId } of changes) {
        const isNew = action === 'added' || action === 'replaced';
        changed.set(stack, { status: 'UPDATE_COMPLETE', createdAt: startedAt, changedAt });
        changed.set(`${stack}/${logicalId}`, {
          status: isNew ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE',
          createdAt: changedAt,
          changedAt,
        });
      }
    },
  };
}
