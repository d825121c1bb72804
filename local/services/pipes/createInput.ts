import { OperatorError } from '../../platform/errors.ts';
import { eventTime } from '../events/Events.ts';
import { fillTemplate, parseJsonPath, placeholdersOf, readJsonPath } from '../events/inputTemplates.ts';
import type { PipeContext } from './PipeContext.ts';
import type { PipeItem } from './PipeItem.ts';

/**
 * What the target is given of an item: the filled `InputTemplate` as JSON, or as plain text where it
 * is none; without a template the record as it is.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html
 */
export function createInput(context: PipeContext): (item: PipeItem) => unknown {
  const template = context.target.InputTemplate;
  if (template === undefined) return ({ record }) => record;
  const lookups = new Map(placeholdersOf(template).map((name) => [name, lookupOf(context, name)]));
  return (item) => {
    const filled = fillTemplate(template, (name) => lookups.get(name)!(item));
    try {
      return JSON.parse(filled);
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
  const variable = reserved[name];
  if (variable) return (item) => variable(context, item);
  const path = parseJsonPath(name);
  if (path) return ({ event }) => readJsonPath(path, event);
  throw new OperatorError(
    `Pipe ${context.pipe.name}: TargetParameters.InputTemplate has an unknown placeholder <${name}>.`,
  );
}
