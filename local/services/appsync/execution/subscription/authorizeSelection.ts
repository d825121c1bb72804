import { getNamedType, isAbstractType, isObjectType, type GraphQLNamedType } from 'graphql';
import type { ExecutionHooks } from '../../Execution.ts';
import type { SelectedField } from '../createSelections.ts';
import { fieldAt, type Path } from '../Path.ts';
import { notAuthorized } from '../resolvers/createInvocation.ts';
import type { Run } from '../Run.ts';

/** What will be delivered is authorized once, field by field, when a subscription starts. */
export function authorizeSelection(
  run: Run,
  selecting: SelectedField,
  path: Path,
  hooks: ExecutionHooks,
): void {
  for (const type of objectTypes(run, getNamedType(selecting.definition.type))) {
    for (const field of run.selections.of(selecting, type)) {
      if (field.name.startsWith('__')) continue;
      const here = fieldAt(path, field.key);
      if (hooks.isAuthorized(run.api, run.request.caller, type.name, field.name)) {
        authorizeSelection(run, field, here, hooks);
      } else {
        run.errors.raise(notAuthorized(field.name, type.name), field, here);
      }
    }
  }
}

function objectTypes({ schema }: Run, type: GraphQLNamedType) {
  if (isAbstractType(type)) return schema.getPossibleTypes(type);
  return isObjectType(type) ? [type] : [];
}
