import type { Actions, Call } from '../../platform/Call.ts';
import { parseArn } from '../../platform/arns.ts';
import type { World } from '../../platform/World.ts';
import { principalId } from '../iam/principalId.ts';

/** AWS STS, as far as it says who calls: https://docs.aws.amazon.com/STS/latest/APIReference/ */
export interface Sts {
  /** By name. SDKs reach them by the Query protocol. */
  readonly actions: Actions;
}

export const createSts = ({ account }: World): Sts => ({
  actions: {
    /** Needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
    GetCallerIdentity: async (_input: unknown, { principal: { arn } }: Call) => ({
      Arn: arn,
      UserId: principalId(arn),
      Account: parseArn(arn)?.accountId ?? account.accountId,
    }),
  },
});
