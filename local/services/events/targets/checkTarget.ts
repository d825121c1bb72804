import { parseArn } from '../../../platform/arns.ts';
import { reservedVariables } from '../delivery/targetInput.ts';
import { invalid } from '../errors.ts';
import type { EventTargets } from '../Events.ts';
import type { Target } from '../state/Rule.ts';
import { placeholdersOf } from '../templates/fillTemplate.ts';
import { parseJsonPath } from '../templates/jsonPath.ts';

/** Refuses a target that could never be delivered to. */
export function checkTarget(target: Target, targets: EventTargets): void {
  checkArn(target, targets);
  const inputs = (['Input', 'InputPath', 'InputTransformer'] as const).filter(
    (name) => target[name] !== undefined,
  );
  if (inputs.length > 1)
    throw invalid(
      `Only one of Input, InputPath, or InputTransformer must be provided for target ${target.Id}.`,
    );
  checkInput(target);
  checkTransformer(target);
}

function checkArn({ Id, Arn, AppSyncParameters, ...target }: Target, targets: EventTargets) {
  const arn = parseArn(Arn);
  if (!arn) throw invalid(`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`);
  if (!(arn.service in targets)) {
    throw invalid(
      `Parameter Arn of target ${Id} is not supported: this cloud delivers to ${Object.keys(targets).join(
        ', ',
      )}, not to ${arn.service}.`,
    );
  }
  if (arn.service === 'appsync' && !AppSyncParameters?.GraphQLOperation)
    throw invalid(`Parameter AppSyncParameters.GraphQLOperation is required for target ${Id}.`);
  if (arn.service === 'appsync' && !target.RoleArn) throw invalid(`RoleArn is required for target ${Arn}.`);
  if (
    arn.service === 'events' &&
    (target.Input ?? target.InputPath ?? target.InputTransformer) !== undefined
  ) {
    throw invalid(
      `Input, InputPath and InputTransformer are not supported for the event bus of target ${Id}.`,
    );
  }
}

function checkInput({ Id, Input, InputPath }: Target) {
  if (InputPath !== undefined && !parseJsonPath(InputPath))
    throw invalid('Invalid InputPath for target : [Reason: Invalid JsonPath].');
  if (Input === undefined) return;
  try {
    JSON.parse(Input);
  } catch {
    throw invalid(`JSON syntax error in input for target ${Id}`);
  }
}

function checkTransformer({ Id, InputTransformer }: Target) {
  if (!InputTransformer) return;
  const paths = InputTransformer.InputPathsMap ?? {};
  if (Object.keys(paths).length > 100)
    throw invalid(`InputPathsMap for target ${Id} has more than 100 entries.`);
  for (const [name, path] of Object.entries(paths)) {
    if (/^aws\./i.test(name)) throw invalid(`InputPathsMap for target ${Id} uses the reserved name ${name}.`);
    if (!parseJsonPath(path))
      throw invalid(`InputPathsMap for target ${Id} has an invalid JsonPath ${path}.`);
  }
  const unknown = placeholdersOf(InputTransformer.InputTemplate).find(
    (name) => !(name in paths) && !(name in reservedVariables),
  );
  if (unknown) throw invalid(`InputTemplate for target ${Id} contains invalid placeholder ${unknown}.`);
}
