import type { z } from 'zod';
import { AwsError } from '../../../platform/AwsError.ts';
import { checkInput } from '../../../platform/checkInput.ts';

// https://docs.aws.amazon.com/appsync/latest/APIReference/CommonErrors.html and the errors of each action there

export const notFound = (message: string) => new AwsError('NotFoundException', message, { status: 404 });

export const badRequest = (message: string) => new AwsError('BadRequestException', message);

/** Throws where an input does not fit its shape. */
export const parseInput = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> =>
  checkInput(schema, input, ({ message }) => badRequest(message));
