import { z } from 'zod';
import { AwsError } from '../../platform/AwsError.ts';
import { checkInput, listOf, matching, text } from '../../platform/checkInput.ts';

// The shapes of the actions' inputs. Lengths and patterns are those of
// https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html

const SecretId = text(1, 2048);
const VersionStage = text(1, 256);
const ClientRequestToken = text(32, 64);
const Description = text(0, 2048).optional();
const value = {
  SecretString: text(1, 65_536).optional(),
  // Base64 of at most 65,536 bytes.
  SecretBinary: matching(1, 87_384, '[A-Za-z0-9+/]+={0,2}').optional(),
};
/** Accepted without an effect on one machine, as are their kinds in templates. */
const inert = { KmsKeyId: z.unknown().optional(), Tags: z.unknown().optional() };

export const shapes = {
  CreateSecret: z.strictObject({
    Name: matching(1, 512, '[A-Za-z0-9/_+=.@-]+'),
    ClientRequestToken: ClientRequestToken.optional(),
    Description,
    ...value,
    ...inert,
  }),
  DescribeSecret: z.strictObject({ SecretId }),
  GetSecretValue: z.strictObject({
    SecretId,
    VersionId: ClientRequestToken.optional(),
    VersionStage: VersionStage.optional(),
  }),
  PutSecretValue: z.strictObject({
    SecretId,
    ClientRequestToken: ClientRequestToken.optional(),
    VersionStages: listOf(VersionStage, 20, 1).optional(),
    ...value,
  }),
  UpdateSecret: z.strictObject({
    SecretId,
    ClientRequestToken: ClientRequestToken.optional(),
    Description,
    ...value,
    KmsKeyId: z.unknown().optional(),
  }),
};

/** Parses an input by its action's shape. Which of AWS's errors names a fault is chosen. */
export const parse = <Shape extends z.ZodType>(shape: Shape, input: unknown): z.output<Shape> =>
  checkInput(
    shape,
    input,
    ({ kind, message }) =>
      new AwsError(kind === 'type' ? 'SerializationException' : 'ValidationException', message),
  );
