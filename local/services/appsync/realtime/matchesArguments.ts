import { isDeepStrictEqual } from 'node:util';

/**
 * Filtering by arguments: each one supplied must equal the published object's field of that name, and
 * `null` asks for a field that is null or absent.
 * https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-data.html#using-subscription-arguments
 */
export const matchesArguments = (
  args: Readonly<Record<string, unknown>>,
  published: Readonly<Record<string, unknown>>,
): boolean =>
  Object.entries(args).every(([name, wanted]) => isDeepStrictEqual(published[name] ?? null, wanted ?? null));
