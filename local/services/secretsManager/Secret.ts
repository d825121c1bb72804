/** A secret and the values of it that have a staging label. What has none AWS may delete at any time, and this cloud does at once. */
export interface Secret {
  readonly arn: string;
  readonly name: string;
  description?: string;
  readonly createdAt: number;
  changedAt: number;
  /** By version id, the oldest first. */
  readonly versions: Record<string, SecretVersion>;
}

export interface SecretVersion {
  readonly value: SecretValue;
  readonly createdAt: number;
  /** Each label is on one version at most. */
  stages: readonly string[];
}

/** One of them. A binary value is in Base64, as the protocol carries it. */
export interface SecretValue {
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: string | undefined;
}

export const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';

/**
 * Puts a value under these labels. Where AWSCURRENT moves to it, AWSPREVIOUS moves to the version that had it.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
 */
export function putVersion(
  secret: Secret,
  versionId: string,
  version: Omit<SecretVersion, 'stages'>,
  stages: readonly string[] = [CURRENT],
): void {
  const { versions } = secret;
  const replaced = stages.includes(CURRENT) ? versionWith(secret, CURRENT)?.[1] : undefined;
  const moved = new Set([...stages, ...(replaced ? [PREVIOUS] : [])]);
  for (const other of Object.values(versions))
    other.stages = other.stages.filter((stage) => !moved.has(stage));
  if (replaced) replaced.stages = [...replaced.stages, PREVIOUS];
  versions[versionId] = { ...version, stages: [...stages] };
  for (const [id, { stages: left }] of Object.entries(versions)) if (left.length === 0) delete versions[id];
  secret.changedAt = version.createdAt;
}

/** The version that has a label, with its id. */
export const versionWith = ({ versions }: Secret, stage: string) =>
  Object.entries(versions).find(([, { stages }]) => stages.includes(stage));

export const equalValues = (one: SecretValue, other: SecretValue) =>
  one.SecretString === other.SecretString && one.SecretBinary === other.SecretBinary;
