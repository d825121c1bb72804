import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { environment } from '../../../platform/environment.ts';
import { RetryableError } from '../../../platform/errors.ts';
import { tracer } from '../../../platform/tracer.ts';

const secrets = tracer.captureAWSv3Client(new SecretsManagerClient({}));

/** So long a key is used that was replaced and is still valid. Stripe lets an old key live for up to 7 days: https://docs.stripe.com/keys#rolling-keys */
const KEPT_MS = 15 * 60_000;

let kept: { readonly key: Promise<string>; readonly until: number } | undefined;

/** Stripe's secret key: read once in a sandbox, and again after a quarter of an hour or when Stripe refused it. */
export const stripeKey = async (): Promise<string> => {
  if (!kept || Date.now() >= kept.until) kept = { key: readKey(), until: Date.now() + KEPT_MS };
  try {
    return await kept.key;
  } catch (error) {
    kept = undefined;
    throw error;
  }
};

/** Reads the key again, which Stripe refused. Returns undefined where it is still the same. */
export const replacedKey = async (refused: string): Promise<string | undefined> => {
  // Another payment of the batch may have read it already.
  if ((await stripeKey()) === refused) kept = undefined;
  const key = await stripeKey();
  return key === refused ? undefined : key;
};

const readKey = async (): Promise<string> => {
  const SecretId = environment.STRIPE_SECRET_ARN;
  if (!SecretId) throw new Error('STRIPE_SECRET_ARN is not set');
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  const key = SecretString?.trim();
  if (!key) throw new RetryableError('InternalFailure', `The secret ${SecretId} has no text`);
  return key;
};
