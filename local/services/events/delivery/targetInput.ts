import { AwsError } from '../../../platform/AwsError.ts';
import { eventTime, type EventEnvelope } from '../EventEnvelope.ts';
import type { InputTransformer, Rule, Target } from '../state/Rule.ts';
import { fillTemplate, type Lookup } from '../templates/fillTemplate.ts';
import { parseJsonPath, readJsonPath } from '../templates/jsonPath.ts';

/** What a rule's target is given for an event. Throws `AwsError` where its template gives no JSON. */
export function targetInput(rule: Rule, target: Target, event: EventEnvelope, ingestedAt: number): unknown {
  if (target.Input !== undefined) return parseJson(target.Input);
  if (target.InputPath !== undefined) return readJsonPath(parseJsonPath(target.InputPath)!, event) ?? {};
  if (!target.InputTransformer) return event;
  return parseJson(
    fillTemplate(
      target.InputTransformer.InputTemplate,
      valuesOf(rule, target.InputTransformer, event, ingestedAt),
    ),
  );
}

/** Variables every template has, by their reserved names. */
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
    const reserved = reservedVariables[name];
    if (reserved) return reserved(rule, event, ingestedAt);
    return readJsonPath(parseJsonPath(InputPathsMap[name]!)!, event);
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError('INVALID_JSON', `The target's input is not valid JSON: ${text}`);
  }
}
