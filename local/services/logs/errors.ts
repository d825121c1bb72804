import type { z } from 'zod';
import { AwsError } from '../../platform/AwsError.ts';
import { checkInput } from '../../platform/checkInput.ts';

export const invalidParameter = (message: string) => new AwsError('InvalidParameterException', message);

// Both recorded: https://github.com/epsagon/list-lambdas/issues/5, https://github.com/prefect-archive/prefect-aws/issues/177
export const noSuchGroup = () =>
  new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
export const noSuchStream = () =>
  new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');

/** Recorded: https://github.com/mapbox/ecs-watchbot/issues/350 */
export const invalidPattern = () => invalidParameter('Invalid filter pattern');

/** Throws where an input does not fit its shape. Unknown members are ignored, as AWS's parsers do. */
export const parseInput = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> =>
  checkInput(schema, input, ({ kind, message }) =>
    kind === 'type' ? new AwsError('SerializationException', message) : invalidParameter(message),
  );
