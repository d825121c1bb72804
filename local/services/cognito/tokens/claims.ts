import { getOwn } from '../../../platform/ownProperty.ts';
import type { Client, Session, User, UserPool } from '../store/UserPool.ts';

/** What a token is issued for. */
export interface Grant {
  readonly pool: UserPool;
  readonly client: Client;
  readonly user: User;
  readonly session: Session;
}

/** Attributes whose text is a truth value: https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims */
const FLAGS = ['email_verified', 'phone_number_verified'];

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html */
export const idClaims = ({ client, pool, user, session }: Grant) => ({
  ...Object.fromEntries(
    Object.entries(user.attributes).map(([name, value]) => [
      name,
      FLAGS.includes(name) ? value === 'true' : value,
    ]),
  ),
  ...groupClaim(pool, user),
  'cognito:username': user.username,
  aud: client.clientId,
  token_use: 'id',
  ...sessionClaims(session),
});

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html */
export const accessClaims = ({ client, pool, user, session }: Grant) => ({
  sub: user.attributes['sub'],
  ...groupClaim(pool, user),
  username: user.username,
  client_id: client.clientId,
  scope: 'aws.cognito.signin.user.admin',
  token_use: 'access',
  ...sessionClaims(session),
});

/** Sorted by precedence; there is no claim without groups. */
function groupClaim({ groups }: UserPool, user: User) {
  const precedence = (name: string) => getOwn(groups, name)?.precedence ?? Infinity;
  const sorted = user.groups.toSorted((a, b) =>
    precedence(a) < precedence(b) ? -1 : precedence(a) > precedence(b) ? 1 : 0,
  );
  return sorted.length === 0 ? {} : { 'cognito:groups': sorted };
}

const sessionClaims = ({ originJti, eventId, authenticatedAt }: Session) => ({
  origin_jti: originJti,
  event_id: eventId,
  auth_time: Math.floor(authenticatedAt / 1000),
});
