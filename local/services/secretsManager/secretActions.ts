import { AwsError } from '../../platform/AwsError.ts';
import type { Action, Actions } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import { getOwn } from '../../platform/ownProperty.ts';
import type { SecretStore } from './createSecretStore.ts';
import { parse, shapes } from './inputs.ts';
import { CURRENT, equalValues, putVersion, type Secret, type SecretValue, versionWith } from './Secret.ts';

/** `secretsmanager.*`, by name. */
export const secretActions = (world: World, store: SecretStore): Actions => {
  const bound = { world, store };
  return {
    CreateSecret: createSecret(bound),
    DescribeSecret: describeSecret(bound),
    GetSecretValue: getSecretValue(bound),
    PutSecretValue: putSecretValue(bound),
    UpdateSecret: updateSecret(bound),
  };
};

interface Bound {
  readonly world: World;
  readonly store: SecretStore;
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
const createSecret =
  (bound: Bound): Action =>
  async (input: unknown) => {
    const { store } = bound;
    const { Name, Description, ClientRequestToken, SecretString, SecretBinary } = parse(
      shapes.CreateSecret,
      input,
    );
    // Recorded: https://github.com/getmoto/moto/issues/9700
    if (store.find(Name)) throw exists(`The operation failed because the secret ${Name} already exists.`);
    const value = { SecretString, SecretBinary };
    if (hasValue(value)) checkOneValue(value);
    const secret = store.add(Name, Description);
    const VersionId = hasValue(value) ? put(bound, secret, value, ClientRequestToken) : undefined;
    store.save(secret);
    return { ARN: secret.arn, Name, ...(VersionId && { VersionId }) };
  };

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html */
const describeSecret =
  (bound: Bound): Action =>
  async (input: unknown) => {
    const { store } = bound;
    const { arn, name, description, createdAt, changedAt, versions } = store.secret(
      parse(shapes.DescribeSecret, input).SecretId,
    );
    return {
      ARN: arn,
      Name: name,
      ...(description !== undefined && { Description: description }),
      CreatedDate: createdAt / 1000,
      LastChangedDate: changedAt / 1000,
      VersionIdsToStages: Object.fromEntries(
        Object.entries(versions).map(([id, { stages }]) => [id, stages]),
      ),
    };
  };

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
const getSecretValue =
  (bound: Bound): Action =>
  async (input: unknown) => {
    const { store } = bound;
    const { SecretId, VersionId, VersionStage } = parse(shapes.GetSecretValue, input);
    const secret = store.secret(SecretId);
    const [id, version] = findVersion(secret, VersionId, VersionStage);
    const { value, createdAt, stages } = version;
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: id,
      ...value,
      VersionStages: stages,
      CreatedDate: createdAt / 1000,
    };
  };

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html */
const putSecretValue =
  (bound: Bound): Action =>
  async (input: unknown) => {
    const { store } = bound;
    const { SecretId, ClientRequestToken, VersionStages, SecretString, SecretBinary } = parse(
      shapes.PutSecretValue,
      input,
    );
    const secret = store.secret(SecretId);
    const VersionId = put(bound, secret, { SecretString, SecretBinary }, ClientRequestToken, VersionStages);
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId,
      VersionStages: secret.versions[VersionId]?.stages,
    };
  };

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html */
const updateSecret =
  (bound: Bound): Action =>
  async (input: unknown) => {
    const { store } = bound;
    const { SecretId, ClientRequestToken, Description, SecretString, SecretBinary } = parse(
      shapes.UpdateSecret,
      input,
    );
    const secret = store.secret(SecretId);
    const value = { SecretString, SecretBinary };
    const VersionId = hasValue(value) ? put(bound, secret, value, ClientRequestToken) : undefined;
    if (Description !== undefined) secret.description = Description;
    store.save(secret);
    return { ARN: secret.arn, Name: secret.name, ...(VersionId && { VersionId }) };
  };

/** Puts a value, unless the token did before. Returns the version's id. */
function put(
  { world: { clock, random }, store }: Bound,
  secret: Secret,
  value: SecretValue,
  token = random.uuid(),
  stages?: readonly string[],
): string {
  checkOneValue(value);
  const known = getOwn(secret.versions, token);
  if (known && !equalValues(known.value, value)) throw tokenInUse(token, secret);
  if (!known) {
    checkLabels(secret, stages ?? []);
    putVersion(secret, token, { value, createdAt: clock.now() }, stages);
  }
  store.save(secret);
  return token;
}

/** As AWS has it, over all versions: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const MOST_LABELS = 20;

function checkLabels({ versions }: Secret, added: readonly string[]): void {
  const labels = new Set([...added, ...Object.values(versions).flatMap(({ stages }) => stages)]);
  if (labels.size > MOST_LABELS)
    throw new AwsError('LimitExceededException', `A secret has at most ${MOST_LABELS} staging labels.`);
}

/** By its id, by its label, or by both where both name one version; without either the current one. */
function findVersion(secret: Secret, versionId: string | undefined, stage: string | undefined) {
  if (versionId === undefined) {
    const label = stage ?? CURRENT;
    return versionWith(secret, label) ?? noVersion(`staging label: ${label}`);
  }
  const version = getOwn(secret.versions, versionId) ?? noVersion(`VersionId: ${versionId}`);
  if (stage !== undefined && !version.stages.includes(stage)) throw stageOfAnother();
  return [versionId, version] as const;
}

/** Recorded for a label, and for an id likewise: https://github.com/aws/aws-sdk-js-v3/issues/7701 */
function noVersion(what: string): never {
  throw new AwsError(
    'ResourceNotFoundException',
    `Secrets Manager can't find the specified secret value for ${what}`,
  );
}

const hasValue = ({ SecretString, SecretBinary }: SecretValue) =>
  SecretString !== undefined || SecretBinary !== undefined;

/** That one of the two is there is documented; the words are chosen. */
function checkOneValue({ SecretString, SecretBinary }: SecretValue): void {
  if ((SecretString === undefined) !== (SecretBinary === undefined)) return;
  throw new AwsError('InvalidRequestException', 'You must provide either SecretString or SecretBinary.');
}

const exists = (message: string) => new AwsError('ResourceExistsException', message);

// Documented errors in chosen words.
const tokenInUse = (token: string, { name }: Secret) =>
  exists(
    `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${name}.`,
  );
const stageOfAnother = () =>
  new AwsError('InvalidRequestException', 'The VersionId and the VersionStage refer to different versions.');
