import type { JWTPayload } from 'jose';

/** Claims of tokens whose signature was verified before, so that not every request costs an RSA operation. */
export interface VerifiedTokens {
  /**
   * Returns a copy, because resolvers may write into it; undefined for a token that is not remembered, or
   * has expired by `nowMs`, epoch milliseconds.
   */
  find(userPoolId: string, token: string, nowMs: number): JWTPayload | undefined;
  remember(userPoolId: string, token: string, claims: JWTPayload): void;
}

/** Chosen: some 4,000 tokens of the usual size. */
const MOST_CHARACTERS = 8 * 1024 * 1024;

export function createVerifiedTokens(): VerifiedTokens {
  const known = new Map<string, { readonly expires: number; readonly text: string }>();
  let characters = 0;

  const forget = (key: string) => {
    const claims = known.get(key);
    if (claims) characters -= key.length + claims.text.length;
    known.delete(key);
  };

  return {
    find(userPoolId, token, nowMs) {
      const claims = known.get(`${userPoolId} ${token}`);
      if (!claims || claims.expires <= Math.floor(nowMs / 1000)) return undefined;
      return JSON.parse(claims.text) as JWTPayload; // As `remember` wrote it.
    },
    remember(userPoolId, token, claims) {
      const key = `${userPoolId} ${token}`;
      const text = JSON.stringify(claims);
      forget(key);
      known.set(key, { expires: claims.exp ?? 0, text });
      characters += key.length + text.length;
      for (const oldest of known.keys()) {
        if (characters <= MOST_CHARACTERS) return;
        forget(oldest);
      }
    },
  };
}
