import { AwsError } from '../../platform/AwsError.ts';
import { OperatorError } from '../../platform/errors.ts';
import { parseJsonPath, readJsonPath } from '../events/inputTemplates.ts';
import type { PipeItem } from './PipeItem.ts';

/**
 * A target's parameter: fixed text, or wholly a path into the record as it came.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html#pipes-targets-dynamic-parms
 */
export function createDynamic(
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
