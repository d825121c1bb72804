import { createHash } from 'node:crypto';
import { parseArn } from '../../platform/arns.ts';

/** The unique id of who has an ARN: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
export function principalId(arn: string): string {
  const { accountId = '', resource = '' } = parseArn(arn) ?? {};
  const [kind = '', name = kind, session = ''] = resource.split('/');
  if (kind === 'root') return accountId;
  return kind === 'assumed-role' ? `${uniqueId('AROA', name)}:${session}` : uniqueId('AIDA', name);
}

/** Stands for the unique id that AWS gives a user or role; the same name always yields the same id. */
const uniqueId = (prefix: 'AROA' | 'AIDA', name: string) =>
  prefix + createHash('sha256').update(name).digest('hex').toUpperCase().slice(0, 17);
