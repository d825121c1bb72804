import { AwsError } from '../../platform/AwsError.ts';
import { checkInput } from '../../platform/checkInput.ts';
import type { z } from 'zod';

/**
 * An error of CloudWatch. Clients of the Query protocol knew it by another code, which current ones read from a header.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
 */
const cloudWatchError = (name: string, queryCode: string, message: string, status = 400) =>
  new AwsError(name, message, { status, headers: { 'x-amzn-query-error': `${queryCode};Sender` } });

export const validationError = (message: string) =>
  cloudWatchError('ValidationException', 'ValidationError', message);

export const invalidValue = (message: string) =>
  cloudWatchError('InvalidParameterValueException', 'InvalidParameterValue', message);

export const invalidCombination = (message: string) =>
  cloudWatchError('InvalidParameterCombinationException', 'InvalidParameterCombination', message);

export const missingParameter = (message: string) =>
  cloudWatchError('MissingRequiredParameterException', 'MissingParameter', message);

export const resourceNotFound = (message = 'Unknown') =>
  cloudWatchError('ResourceNotFound', 'ResourceNotFound', message, 404);

export const invalidFormat = (message: string) =>
  cloudWatchError('InvalidFormatFault', 'InvalidFormat', message);

export const dashboardInvalid = (message: string) =>
  cloudWatchError('DashboardInvalidInputError', 'InvalidParameterInput', message);

export const dashboardNotFound = (name: string) =>
  cloudWatchError('DashboardNotFoundError', 'ResourceNotFound', `Dashboard ${name} does not exist`, 404);

export const invalidNextToken = () =>
  cloudWatchError('InvalidNextToken', 'InvalidNextToken', 'Invalid nextToken');

/** Throws where an input does not fit its shape. Unknown members are ignored, as AWS's parsers do. */
export const parseInput = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> =>
  checkInput(schema, input, ({ kind, message }) =>
    kind === 'type'
      ? cloudWatchError('SerializationException', 'MalformedInput', message)
      : validationError(message),
  );
