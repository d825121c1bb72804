import { createCipheriv, createDecipheriv } from 'node:crypto';
import { z } from 'zod';
import type { World } from '../../../../platform/World.ts';
import type { AttributeMap } from '../../../dynamodb/DynamoDb.ts';

/** Makes and reads the `nextToken`s of one resolver or function. They are opaque to clients and invalid elsewhere. */
export interface PaginationTokens {
  encrypt(key: AttributeMap): string;
  /** Returns undefined for a token that is damaged or was made elsewhere. */
  decrypt(token: string): AttributeMap | undefined;
}

export interface Pagination {
  tokensFor(resolverId: string): PaginationTokens;
}

const Token = z.object({ token: z.string() });

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function createPagination(world: World): Pagination {
  const { random } = world;
  const secret = loadSecret(world);
  return {
    tokensFor: (resolverId) => ({
      encrypt(key) {
        const nonce = random.bytes(NONCE_BYTES);
        const cipher = createCipheriv(CIPHER, secret, nonce).setAAD(Buffer.from(resolverId));
        const encrypted = Buffer.concat([
          nonce,
          cipher.update(JSON.stringify(key)),
          cipher.final(),
          cipher.getAuthTag(),
        ]);
        return Buffer.from(JSON.stringify({ version: 3, token: encrypted.toString('base64') })).toString(
          'base64',
        );
      },
      decrypt(token) {
        try {
          const encrypted = bytesOf(Token.parse(JSON.parse(bytesOf(token).toString())).token);
          const decipher = createDecipheriv(CIPHER, secret, encrypted.subarray(0, NONCE_BYTES))
            .setAAD(Buffer.from(resolverId))
            .setAuthTag(encrypted.subarray(-TAG_BYTES));
          const text =
            decipher.update(encrypted.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') +
            decipher.final('utf8');
          // Only `encrypt` knows the secret, and it wrote a key.
          return JSON.parse(text) as AttributeMap;
        } catch {
          // The client learns that its token is invalid, but not why.
          return undefined;
        }
      },
    }),
  };
}

/** Decodes strict base64. Node skips invalid characters and stops at the first padding, so it would accept altered tokens. */
function bytesOf(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64) throw new TypeError('not base64');
  return bytes;
}

/** The journal keeps the secret, so that a token stays valid after a restart. */
function loadSecret({ journal, random }: World): Buffer {
  const known = journal.get<string>('appsync', 'paginationSecret');
  const secret = known === undefined ? random.bytes(32) : Buffer.from(known, 'base64');
  journal.append([{ tree: 'appsync', key: 'paginationSecret', value: secret.toString('base64') }]);
  return secret;
}
