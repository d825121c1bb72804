import { z } from 'zod';
import { parseJson } from '../../../platform/parseJson.ts';
import { listOf, mapOf } from '../../../platform/checkInput.ts';
import { parseArn } from '../../../platform/arns.ts';
import type { EventTargets } from '../Events.ts';
import { reservedVariables } from '../delivery/deliverOnce.ts';
import { parseJsonPath, placeholdersOf } from '../inputTemplates.ts';
import type { Target } from '../state/Rule.ts';
import { inert, resourceName, validationError, pagination } from '../validation.ts';
import { defineAction } from './EventsAction.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html; members for other services are refused. */
const targetShape = z.strictObject({
  Id: z
    .string()
    .regex(/^[.\-_A-Za-z0-9]{1,64}$/, 'Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+'),
  Arn: z.string(),
  RoleArn: z.string().optional(),
  Input: z.string().max(8192).optional(),
  InputPath: z.string().max(256).optional(),
  InputTransformer: z
    .strictObject({
      InputPathsMap: mapOf(z.string().max(256)).optional(),
      InputTemplate: z.string().min(1).max(8192),
    })
    .optional(),
  RetryPolicy: z
    .strictObject({
      MaximumRetryAttempts: z.number().int().min(0).max(185).optional(),
      MaximumEventAgeInSeconds: z.number().int().min(60).max(86_400).optional(),
    })
    .optional(),
  DeadLetterConfig: z.strictObject({ Arn: z.string().optional() }).optional(),
  SqsParameters: z.strictObject({ MessageGroupId: z.string().optional() }).optional(),
  AppSyncParameters: z.strictObject({ GraphQLOperation: z.string().optional() }).optional(),
});

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MOST_TARGETS = 5;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html */
export const putTargets = defineAction(
  { Rule: z.string(), EventBusName: z.string().optional(), Targets: listOf(targetShape, 100, 1) },
  ({ Rule, EventBusName, Targets }, { state, targets }) => {
    const rule = state.rule(Rule, EventBusName);
    for (const each of Targets) checkTarget(each, targets);
    const ids = new Set([...rule.targets.keys(), ...Targets.map(({ Id }) => Id)]);
    if (ids.size > MOST_TARGETS)
      throw validationError(
        `The requested resource exceeds the maximum number allowed: ${MOST_TARGETS} targets on rule ${Rule}.`,
      );
    for (const each of Targets) rule.targets.set(each.Id, each);
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
);

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemoveTargets.html */
export const removeTargets = defineAction(
  { Rule: z.string(), EventBusName: z.string().optional(), Ids: listOf(resourceName, 100, 1), Force: inert },
  ({ Rule, EventBusName, Ids }, { state }) => {
    const { targets } = state.rule(Rule, EventBusName);
    const failed = Ids.filter((id) => !targets.delete(id));
    return {
      FailedEntryCount: failed.length,
      FailedEntries: failed.map((TargetId) => ({
        TargetId,
        ErrorCode: 'ResourceNotFoundException',
        ErrorMessage: `Rule ${Rule} does not have a target with the Id ${TargetId}.`,
      })),
    };
  },
);

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTargetsByRule.html */
export const listTargetsByRule = defineAction(
  { Rule: z.string(), EventBusName: z.string().optional(), ...pagination },
  ({ Rule, EventBusName }, { state }) => ({ Targets: [...state.rule(Rule, EventBusName).targets.values()] }),
);

/** Refuses a target that could never be delivered to. */
function checkTarget(target: Target, targets: EventTargets): void {
  checkArn(target, targets);
  const inputs = (['Input', 'InputPath', 'InputTransformer'] as const).filter(
    (name) => target[name] !== undefined,
  );
  if (inputs.length > 1)
    throw validationError(
      `Only one of Input, InputPath, or InputTransformer must be provided for target ${target.Id}.`,
    );
  checkInput(target);
  checkTransformer(target);
}

function checkArn({ Id, Arn, AppSyncParameters, ...target }: Target, targets: EventTargets) {
  const arn = parseArn(Arn);
  if (!arn)
    throw validationError(`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`);
  if (!Object.hasOwn(targets, arn.service)) {
    throw validationError(
      `Parameter Arn of target ${Id} is not supported: this cloud delivers to ${Object.keys(targets).join(
        ', ',
      )}, not to ${arn.service}.`,
    );
  }
  if (arn.service === 'appsync' && !AppSyncParameters?.GraphQLOperation)
    throw validationError(`Parameter AppSyncParameters.GraphQLOperation is required for target ${Id}.`);
  if (arn.service === 'appsync' && !target.RoleArn)
    throw validationError(`RoleArn is required for target ${Arn}.`);
  if (
    arn.service === 'events' &&
    (target.Input ?? target.InputPath ?? target.InputTransformer) !== undefined
  ) {
    throw validationError(
      `Input, InputPath and InputTransformer are not supported for the event bus of target ${Id}.`,
    );
  }
}

function checkInput({ Id, Input, InputPath }: Target) {
  if (InputPath !== undefined && !parseJsonPath(InputPath))
    throw validationError('Invalid InputPath for target : [Reason: Invalid JsonPath].');
  if (Input === undefined) return;
  try {
    parseJson(Input);
  } catch {
    throw validationError(`JSON syntax error in input for target ${Id}`);
  }
}

function checkTransformer({ Id, InputTransformer }: Target) {
  if (!InputTransformer) return;
  const paths = InputTransformer.InputPathsMap ?? {};
  if (Object.keys(paths).length > 100)
    throw validationError(`InputPathsMap for target ${Id} has more than 100 entries.`);
  for (const [name, path] of Object.entries(paths)) {
    if (/^aws\./i.test(name))
      throw validationError(`InputPathsMap for target ${Id} uses the reserved name ${name}.`);
    if (!parseJsonPath(path))
      throw validationError(`InputPathsMap for target ${Id} has an invalid JsonPath ${path}.`);
  }
  const unknown = placeholdersOf(InputTransformer.InputTemplate).find(
    (name) => !Object.hasOwn(paths, name) && !Object.hasOwn(reservedVariables, name),
  );
  if (unknown)
    throw validationError(`InputTemplate for target ${Id} contains invalid placeholder ${unknown}.`);
}
