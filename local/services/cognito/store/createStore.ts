import { resourceNotFound } from '../errors.ts';
import { AwsError } from '../../../platform/AwsError.ts';
import { getOwn, setOwn } from '../../../platform/ownProperty.ts';
import type { Client, Group, User, UserPool } from './UserPool.ts';

/** Finds what the pools hold. Throws what Cognito throws for what is not there, except in `findUser`. */
export interface Store {
  readonly pools: Record<string, UserPool>;
  pool(userPoolId: string): UserPool;
  /** The client and the pool it belongs to. */
  client(clientId: string): { readonly pool: UserPool; readonly client: Client };
  group(pool: UserPool, groupName: string): Group;
  /** By user name, `sub`, or an attribute that may be signed in with. */
  findUser(pool: UserPool, name: string): User | undefined;
  user(pool: UserPool, name: string): User;
  addUser(pool: UserPool, user: User): void;
  removeUser(pool: UserPool, user: User): void;
}

/** What a user is kept by. */
export const fold = ({ caseSensitive }: Pick<UserPool, 'caseSensitive'>, name: string) =>
  caseSensitive ? name : name.toLowerCase();

export function createStore(pools: Record<string, UserPool> = {}): Store {
  /** Documented: an alias counts once it is verified. What replaces the user name always does. */
  const isNamed = ({ usernameAttributes }: UserPool, { attributes }: User, alias: string) =>
    attributes[alias] !== undefined &&
    (usernameAttributes.some((name) => name === alias) ||
      alias === 'preferred_username' ||
      attributes[`${alias}_verified`] === 'true');

  const findUser = (pool: UserPool, name: string) => {
    const named = getOwn(pool.users, fold(pool, name));
    if (named) return named;
    const aliases = [...pool.usernameAttributes, ...pool.aliasAttributes];
    return Object.values(pool.users).find(
      (user) =>
        user.attributes['sub'] === name ||
        aliases.some(
          (alias) =>
            isNamed(pool, user, alias) && fold(pool, user.attributes[alias] ?? '') === fold(pool, name),
        ),
    );
  };

  return {
    pools,
    pool: (userPoolId) => getOwn(pools, userPoolId) ?? notFound(`User pool ${userPoolId} does not exist.`),
    client(clientId) {
      for (const pool of Object.values(pools)) {
        const client = getOwn(pool.clients, clientId);
        if (client) return { pool, client };
      }
      return notFound(`User pool client ${clientId} does not exist.`);
    },
    group: (pool, groupName) => getOwn(pool.groups, groupName) ?? notFound('Group not found.'),
    findUser,
    user: (pool, name) => findUser(pool, name) ?? userNotFound(),
    addUser: (pool, user) => setOwn(pool.users, fold(pool, user.username), user),
    removeUser(pool, { username }) {
      delete pool.users[fold(pool, username)];
      // Or they were good for whoever gets the name next.
      for (const [token, session] of Object.entries(pool.sessions))
        if (session.username === username) delete pool.sessions[token];
    },
  };
}

function notFound(message: string): never {
  throw resourceNotFound(message);
}

function userNotFound(): never {
  throw new AwsError('UserNotFoundException', 'User does not exist.');
}
