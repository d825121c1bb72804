import { sqsError } from './sqsError.ts';

/** The refusal of one parameter's value, in SQS's wording. */
export const invalidParameter = (parameter: string, value: unknown, reason: string) =>
  sqsError(
    'InvalidParameterValueException',
    `Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`,
  );
