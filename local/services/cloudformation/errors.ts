import type { z } from 'zod';
import { AwsError } from '../../platform/AwsError.ts';
import { checkInput } from '../../platform/checkInput.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html */
export const validationError = (message: string) => new AwsError('ValidationError', message);

/** Throws where an input does not fit its shape. Unknown members are ignored, as on AWS. */
export const parseInput = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> =>
  checkInput(schema, input, ({ message }) => validationError(message));
