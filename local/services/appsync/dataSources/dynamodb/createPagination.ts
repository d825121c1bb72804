import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { World } from '../../../../platform/World.ts';
import type { AttributeMap } from '../../../dynamodb/DynamoDb.ts';

/** `nextToken`s of one resolver or function: opaque to clients and useless anywhere else. */
export interface PaginationTokens {
  encrypt(key: AttributeMap): string;
  /** Undefined for a token that is damaged or was made elsewhere. */
  decrypt(token: string): AttributeMap | undefined;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function createPagination(world: World): { of(resolverId: string): PaginationTokens } {
  const { random } = world;
  const secret = secretOf(world);
  return {
    of: (resolverId) => ({
      encrypt(key) {
        const nonce = random.bytes(NONCE_BYTES);
        const cipher = createCipheriv(CIPHER, secret, nonce).setAAD(Buffer.from(resolverId));
        const sealed = Buffer.concat([
          nonce,
          cipher.update(JSON.stringify(key)),
          cipher.final(),
          cipher.getAuthTag(),
        ]);
        return Buffer.from(JSON.stringify({ version: 3, token: sealed.toString('base64') })).toString(
          'base64',
        );
      },
      decrypt(token) {
        try {
          const sealed = bytesOf(JSON.parse(bytesOf(token).toString()).token);
          const decipher = createDecipheriv(CIPHER, secret, sealed.subarray(0, NONCE_BYTES))
            .setAAD(Buffer.from(resolverId))
            .setAuthTag(sealed.subarray(-TAG_BYTES));
          const text =
            decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') +
            decipher.final('utf8');
          return JSON.parse(text);
        } catch {
          // Whatever is wrong with a token, whoever sent it learns only that it is.
          return undefined;
        }
      },
    }),
  };
}

/** Node skips what is no base64, and stops at the first padding: a token that goes on after it is not the one given out. */
function bytesOf(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64) throw new TypeError('not base64');
  return bytes;
}

/** A page that was begun can be gone on with after a restart. */
function secretOf({ journal, random }: World): Buffer {
  const known: string | undefined = journal.get('appsync', 'paginationSecret');
  const secret = known === undefined ? random.bytes(32) : Buffer.from(known, 'base64');
  journal.append([{ tree: 'appsync', key: 'paginationSecret', value: secret.toString('base64') }]);
  return secret;
}
