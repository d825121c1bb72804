import type { World } from '../../platform/World.ts';
import { arnOf } from '../../platform/arns.ts';
import { accessDeniedException } from '../iam/authorization/accessDenied.ts';
import type { ServicePermissions } from '../iam/authorization/guardActions.ts';
import type { SecretsManager } from './createSecretsManager.ts';

interface SecretRequest {
  readonly SecretId?: unknown;
  readonly Name?: unknown;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html */
export function secretsManagerPermissions(
  { account }: World,
  secrets: Pick<SecretsManager, 'arnOf'>,
): ServicePermissions {
  /** A secret that is not there is asked for by its name, which has no suffix. */
  const arnNamed = (id: string) =>
    secrets.arnOf(id) ?? (id.startsWith('arn:') ? id : arnOf(account, 'secretsmanager', `secret:${id}`));
  const onSecret = (name: string) => {
    const action = `secretsmanager:${name}`;
    return ({ SecretId, Name }: SecretRequest) => {
      const id = SecretId ?? Name;
      return typeof id === 'string' ? [{ action, resource: arnNamed(id) }] : [];
    };
  };
  return {
    denied: accessDeniedException(400),
    actions: {
      CreateSecret: onSecret('CreateSecret'),
      DescribeSecret: onSecret('DescribeSecret'),
      GetSecretValue: onSecret('GetSecretValue'),
      PutSecretValue: onSecret('PutSecretValue'),
      UpdateSecret: onSecret('UpdateSecret'),
    },
  };
}
