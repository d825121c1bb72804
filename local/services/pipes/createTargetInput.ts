import { AwsError } from '../../platform/AwsError.ts';
import { parseJson } from '../../platform/parseJson.ts';
import { OperatorError } from '../../platform/errors.ts';
import { eventTime } from '../events/Events.ts';
import { fillTemplate, parseJsonPath, placeholdersOf, readJsonPath } from '../events/inputTemplates.ts';
import type { PipeItem } from './PipeTarget.ts';
import type { PipeContext } from './Pipes.ts';

/**
 * Returns what the target is given for an item: the filled `InputTemplate`, as JSON where it is JSON
 * and as plain text otherwise. Without a template it is the record itself.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html
 */
export function createTargetInput(context: PipeContext): (item: PipeItem) => unknown {
  const template = context.target.InputTemplate;
  if (template === undefined) return ({ record }) => record;
  const lookups = new Map(placeholdersOf(template).map((name) => [name, lookupOf(context, name)]));
  return (item): unknown => {
    const filled = fillTemplate(template, (name) => lookups.get(name)?.(item));
    try {
      return parseJson(filled);
    } catch {
      return filled;
    }
  };
}

const reserved: Readonly<Record<string, (context: PipeContext, item: PipeItem) => unknown>> = {
  'aws.pipes.pipe-arn': ({ pipe }) => pipe.arn,
  'aws.pipes.pipe-name': ({ pipe }) => pipe.name,
  'aws.pipes.source-arn': ({ pipe }) => pipe.sourceArn,
  'aws.pipes.target-arn': ({ pipe }) => pipe.targetArn,
  'aws.pipes.event.ingestion-time': ({ world }) => eventTime(world.clock.now()),
  'aws.pipes.event': (_context, { event }) => event,
  'aws.pipes.event.json': (_context, { event }) => event,
};

function lookupOf(context: PipeContext, name: string): (item: PipeItem) => unknown {
  const variable = Object.hasOwn(reserved, name) ? reserved[name] : undefined;
  if (variable) return (item) => variable(context, item);
  const path = parseJsonPath(name);
  if (path) return ({ event }) => readJsonPath(path, event);
  throw new OperatorError(
    `Pipe ${context.pipe.name}: TargetParameters.InputTemplate has an unknown placeholder <${name}>.`,
  );
}

/**
 * Returns a target's parameter for an item: fixed text, or the text that a path finds in the record.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html#pipes-targets-dynamic-parms
 */
export function createDynamicParameter(
  pipeName: string,
  parameter: string,
  value: string,
): (item: PipeItem) => string {
  if (!value.startsWith('$')) return () => value;
  const path = parseJsonPath(value);
  if (!path)
    throw new OperatorError(
      `Pipe ${pipeName}: TargetParameters.${parameter}: ${value} is not a path that is understood.`,
    );
  return ({ event }) => {
    const found = readJsonPath(path, event);
    if (typeof found === 'string' || typeof found === 'number') return String(found);
    throw new AwsError('ValidationException', `${parameter}: ${value} leads to no text in the record`);
  };
}
