import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { calculateJwkThumbprint, exportJWK } from 'jose';
import type { SigningKey, UserPool } from '../store/UserPool.ts';

/** Returns the key that signs a pool's tokens. It is generated off the main thread when it is first needed. */
export type Keys = (pool: UserPool) => Promise<SigningKey>;

/** `given` signs for every pool instead, where tokens must repeat: no seed determines a generated key. */
export function createKeys(given?: SigningKey): Keys {
  const making = new Map<string, Promise<SigningKey>>();
  return async (pool) => {
    if (pool.signingKey) return pool.signingKey;
    if (given) return (pool.signingKey = given);
    const made = making.get(pool.id) ?? makeKey();
    making.set(pool.id, made);
    return (pool.signingKey = await made);
  };
}

/** RS256 with 2048 bits, like https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html */
async function makeKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const publicJwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  return {
    kid,
    privateJwk: await exportJWK(privateKey),
    publicJwk: { ...publicJwk, alg: 'RS256', kid, use: 'sig' },
  };
}
