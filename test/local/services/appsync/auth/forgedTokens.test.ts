import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AwsError } from '../../../../../local/platform/AwsError.ts';
import {
  authenticateSigner,
  parseSignatureHeader,
} from '../../../../../local/services/iam/authenticateSigner.ts';
import { createChat } from '../realtime/createChat.ts';
import { givenPool, givenUser, POOL_ID, USER_POOL } from './givenUser.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value) ?? '').toString('base64url');

/** A value of JSON, often one that is no text although text is expected. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.constant({ toString: 'a', valueOf: 1 }),
  fc.constant({ __proto__: null }),
  fc.constant([[[]]]),
);

const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${POOL_ID}`;

test('no forged token makes anybody a caller, and none is a fault of ours', async () => {
  const chat = createChat({ authModes: [USER_POOL] });
  givenPool(chat);
  const [head = '', claims = '', signature = ''] = (await givenUser(chat, 'ada')).IdToken.split('.');
  const forged = fc.oneof(
    fc
      .tuple(
        fc.oneof(fc.record({ alg: anything, kid: anything, crit: anything, b64: anything }), anything),
        fc.oneof(
          fc.record({ iss: fc.oneof(fc.constant(issuer), anything), exp: anything, aud: anything }),
          anything,
        ),
        fc.oneof(fc.constant(signature), fc.base64String(), fc.string()),
      )
      .map(([header, payload, signed]) => `${part(header)}.${part(payload)}.${signed}`),
    fc.tuple(anything, anything).map(([alg, kid]) => `${part({ alg, kid })}.${claims}.${signature}`),
    anything.map((payload) => `${head}.${part(payload)}.${signature}`),
    fc.array(fc.base64String(), { maxLength: 6 }).map((parts) => parts.join('.')),
  );
  await fc.assert(
    fc.asyncProperty(forged, async (authorization) => {
      const { status } = await chat.call({ body: '{"query":"{ motto }"}', headers: { authorization } });
      expect(status).toBe(401);
    }),
    { numRuns: 1000 },
  );
  expect(chat.requests).toEqual([]);
});

test('no forged signature passes, whatever its parts', async () => {
  const { iam } = createChat();
  const word = fc.stringMatching(/^[^\s,/]{1,20}$/);
  const date = fc.oneof(fc.stringMatching(/^\d{8}T\d{6}Z$/), fc.constant('99999999T999999Z'), fc.string());
  const path = fc
    .oneof(fc.webPath(), fc.constantFrom('/', '//', '///', '/?', '//?a=1&a=2'))
    .map((text) => text || '/');
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(
        fc.constantFrom('test', 'AKIAX'),
        word,
        word,
        fc.array(word),
        fc.stringMatching(/^[0-9a-f]{64}$/),
      ),
      fc.dictionary(fc.stringMatching(/^[a-z-]{1,20}$/), fc.string()),
      date,
      path,
      async ([key, region, service, signed, signature], headers, amzDate, target) => {
        const authorization = `AWS4-HMAC-SHA256 Credential=${key}/20270101/${region}/${service}/aws4_request, SignedHeaders=${signed.join(';') || 'host'}, Signature=${signature}`;
        const request = {
          method: 'POST',
          path: target,
          headers: { ...headers, authorization, 'x-amz-date': amzDate },
          body: '{}',
          sourceIp: '127.0.0.1',
        };
        const refused = await Promise.resolve()
          .then(() => authenticateSigner(iam, request, parseSignatureHeader(authorization)))
          .catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(AwsError);
      },
    ),
    { numRuns: 500 },
  );
});
