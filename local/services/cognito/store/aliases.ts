import { AwsError } from '../../../platform/AwsError.ts';
import { fold } from './createStore.ts';
import type { DeliverableAttribute, SentCode, User, UserPool } from './UserPool.ts';

/**
 * Gives an attribute the value that was verified, by which its owner may sign in from then on. An alias belongs to one user: throws
 * `AliasExistsException` where another has it, unless `force` takes it from them.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html#user-pool-settings-aliases
 */
export function takeAlias(
  pool: UserPool,
  user: User,
  { attribute, to }: Pick<SentCode, 'attribute' | 'to'>,
  force: boolean,
): void {
  const rival = pool.aliasAttributes.includes(attribute) && rivalFor(pool, user, attribute, to);
  // Recorded from AWS: https://github.com/aws-amplify/amplify-js/pull/9167
  if (rival && !force)
    throw new AwsError('AliasExistsException', `An account with the ${attribute} already exists.`);
  if (rival) rival.attributes[`${attribute}_verified`] = 'false';
  user.attributes[attribute] = to;
  user.attributes[`${attribute}_verified`] = 'true';
}

const rivalFor = (pool: UserPool, user: User, attribute: DeliverableAttribute, value: string) =>
  Object.values(pool.users).find(
    ({ username, attributes }) =>
      username !== user.username &&
      attributes[`${attribute}_verified`] === 'true' &&
      fold(pool, attributes[attribute] ?? '') === fold(pool, value),
  );
