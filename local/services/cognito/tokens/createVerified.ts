import type { JWTPayload } from 'jose';

/** Claims of tokens whose signature was found good: not every request of a client costs an RSA operation. */
export interface Verified {
  /**
   * The asker's own copy: resolvers may write into it. Undefined for a token that is not remembered, or
   * has expired by `nowMs`, epoch milliseconds.
   */
  find(userPoolId: string, token: string, nowMs: number): JWTPayload | undefined;
  remember(userPoolId: string, token: string, claims: JWTPayload): void;
}

const MOST_TOKENS = 1000;

export function createVerified(): Verified {
  const known = new Map<string, { readonly expires: number; readonly text: string }>();
  return {
    find(userPoolId, token, nowMs) {
      const claims = known.get(`${userPoolId} ${token}`);
      return claims && claims.expires > Math.floor(nowMs / 1000) ? JSON.parse(claims.text) : undefined;
    },
    remember(userPoolId, token, claims) {
      known.set(`${userPoolId} ${token}`, { expires: claims.exp!, text: JSON.stringify(claims) });
      if (known.size > MOST_TOKENS) known.delete(known.keys().next().value!);
    },
  };
}
