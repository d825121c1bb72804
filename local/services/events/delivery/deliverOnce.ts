import { AwsError } from '../../../platform/AwsError.ts';
import { parseArn } from '../../../platform/arns.ts';
import { parseJson } from '../../../platform/parseJson.ts';
import { invariant } from '../../../platform/errors.ts';
import { type EventEnvelope, type EventTargets, eventTime, type DeliveryWarning } from '../Events.ts';
import { type AssumeRole, serviceCall, type ServiceCaller } from '../../iam/AssumeRole.ts';
import { fillTemplate, type Lookup, parseJsonPath, readJsonPath } from '../inputTemplates.ts';
import type { InputTransformer, Rule, Target } from '../state/Rule.ts';
import type { Delivery } from './createDeliveryLog.ts';

/**
 * Delivers an event to its target, in the name of the target's role or, without one, of EventBridge itself: then the target's
 * own policy has to let the rule in. Throws what the target throws.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export async function deliverOnce(
  { targets, assumeRole }: { readonly targets: EventTargets; readonly assumeRole: AssumeRole },
  delivered: Delivery,
): Promise<DeliveryWarning | void> {
  const { rule, target, event, ingestedAt } = delivered;
  const deliver = targets[parseArn(target.Arn)?.service ?? ''];
  invariant(deliver, `PutTargets let ${target.Arn} pass`);
  const { Arn, RoleArn, SqsParameters, AppSyncParameters } = target;
  const delivery = {
    targetArn: Arn,
    input: targetInput(rule, target, event, ingestedAt),
    parameters: { ...(SqsParameters && { SqsParameters }), ...(AppSyncParameters && { AppSyncParameters }) },
  };
  const assumed = serviceCall(assumeRole, RoleArn, ruleCaller(delivered));
  return deliver(delivery, await assumed.catch(notAssumed));
}

/** A role that cannot be had is a failure of its own: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
function notAssumed(error: unknown): never {
  if (!(error instanceof AwsError)) throw error;
  throw new AwsError('FAILED_TO_ASSUME_ROLE', error.message);
}

/**
 * EventBridge as it acts for a rule. Its conditions are documented, the session's name is chosen:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html
 */
export const ruleCaller = ({ rule: { arn, name }, event, call }: Delivery): ServiceCaller => ({
  service: 'events',
  sourceArn: arn,
  sessionName: name.slice(-LONGEST_SESSION_NAME),
  traceId: call.traceId,
  parentId: event.id,
});

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const LONGEST_SESSION_NAME = 64;

/** Returns what a rule's target is given for an event. Throws `AwsError` where its template yields no JSON. */
function targetInput(rule: Rule, target: Target, event: EventEnvelope, ingestedAt: number): unknown {
  if (target.Input !== undefined) return parseInput(target.Input);
  if (target.InputPath !== undefined) return valueAt(target.InputPath, event) ?? {};
  if (!target.InputTransformer) return event;
  return parseInput(
    fillTemplate(
      target.InputTransformer.InputTemplate,
      valuesOf(rule, target.InputTransformer, event, ingestedAt),
    ),
  );
}

/** The variables of every template, by their reserved names. */
export const reservedVariables: Readonly<
  Record<string, (rule: Rule, event: EventEnvelope, ingestedAt: number) => unknown>
> = {
  'aws.events.rule-arn': (rule) => rule.arn,
  'aws.events.rule-name': (rule) => rule.name,
  'aws.events.event.ingestion-time': (_rule, _event, ingestedAt) => eventTime(ingestedAt),
  'aws.events.event': (_rule, { detail: _, ...withoutDetail }) => withoutDetail,
  'aws.events.event.json': (_rule, event) => event,
};

function valuesOf(
  rule: Rule,
  { InputPathsMap = {} }: InputTransformer,
  event: EventEnvelope,
  ingestedAt: number,
): Lookup {
  return (name) => {
    const reserved = Object.hasOwn(reservedVariables, name) ? reservedVariables[name] : undefined;
    if (reserved) return reserved(rule, event, ingestedAt);
    return valueAt(InputPathsMap[name], event);
  };
}

/** Returns what a checked JSONPath leads to. */
function valueAt(text: string | undefined, event: EventEnvelope): unknown {
  const path = text === undefined ? undefined : parseJsonPath(text);
  invariant(path, `PutTargets let the path ${text} pass`);
  return readJsonPath(path, event);
}

function parseInput(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw new AwsError('INVALID_JSON', `The target's input is not valid JSON: ${text}`);
  }
}
