import { AwsError } from '../../../platform/AwsError.ts';
import type { AppSync } from '../../appsync/AppSync.ts';
import type { EventTarget } from '../Events.ts';

/**
 * A GraphQL operation in the name of the target's role; its variables are the input. AppSync
 * answers errors of the operation itself with status 200, so they count as delivered.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-appsync.html
 */
export const appSyncTarget =
  (appsync: AppSync): EventTarget =>
  async ({ targetArn, roleArn, input, parameters }, call) => {
    const variables = variablesOf(input);
    const query = String(parameters['AppSyncParameters']?.GraphQLOperation);
    const { errors = [] } = await appsync.executeAs(targetArn, roleArn ?? '', { query, variables }, call);
    if (errors.length === 0) return undefined;
    return {
      code: errors[0]!.errorType ?? 'ERROR_FROM_TARGET',
      message: errors.map(({ message }) => message).join('; '),
    };
  };

function variablesOf(input: unknown): Record<string, unknown> {
  if (typeof input === 'object' && input !== null && !Array.isArray(input))
    return input as Record<string, unknown>;
  throw new AwsError(
    'INVALID_JSON',
    'The input of an AppSync target has to be a JSON object: its variables.',
  );
}
