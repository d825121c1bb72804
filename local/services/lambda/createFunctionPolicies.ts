import type { World } from '../../platform/World.ts';

/** The resource policies of functions, and of their versions and aliases. */
export interface FunctionPolicies {
  /** Adds a statement, or replaces the one of the same id. */
  add(functionArn: string, permission: FunctionPermission): void;
  remove(functionArn: string, statementId: string): void;
  /** Removes the policies of a function, its versions and aliases. */
  deleteFor(functionArn: string): void;
  /** As JSON text; undefined where there is none. */
  of(functionArn: string): string | undefined;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
export interface FunctionPermission {
  readonly statementId: string;
  /** Such as `lambda:InvokeFunction`. */
  readonly action: string;
  /** A service, an account, the ARN of a user or role, or `*`. */
  readonly principal: string;
  readonly sourceArn?: string | undefined;
  readonly sourceAccount?: string | undefined;
  readonly principalOrgId?: string | undefined;
  /** Of the address that it is called by. */
  readonly functionUrlAuthType?: string | undefined;
  /** Whether it may be called by its address alone. */
  readonly invokedViaFunctionUrl?: boolean | undefined;
}

export function createFunctionPolicies({ account }: World): FunctionPolicies {
  /** By ARN, then by statement id. */
  const statements = new Map<string, Map<string, object>>();
  const texts = new Map<string, string>();

  const write = (functionArn: string, all: ReadonlyMap<string, object>) => {
    if (all.size > 0)
      texts.set(functionArn, JSON.stringify({ Version: '2012-10-17', Statement: [...all.values()] }));
    else texts.delete(functionArn);
  };

  const principalOf = (principal: string) => {
    if (principal === '*') return '*';
    if (/\.amazonaws\.com(\.cn)?$/.test(principal)) return { Service: principal };
    return {
      AWS: /^\d{12}$/.test(principal) ? `arn:${account.partition}:iam::${principal}:root` : principal,
    };
  };

  return {
    add(functionArn, { statementId: Sid, action: Action, principal, ...conditions }) {
      const { sourceArn, sourceAccount, principalOrgId, functionUrlAuthType, invokedViaFunctionUrl } =
        conditions;
      const equal = {
        ...(sourceAccount !== undefined && { 'AWS:SourceAccount': sourceAccount }),
        ...(principalOrgId !== undefined && { 'aws:PrincipalOrgID': principalOrgId }),
        ...(functionUrlAuthType !== undefined && { 'lambda:FunctionUrlAuthType': functionUrlAuthType }),
      };
      const Condition = {
        ...(Object.keys(equal).length > 0 && { StringEquals: equal }),
        ...(invokedViaFunctionUrl !== undefined && {
          Bool: { 'lambda:InvokedViaFunctionUrl': String(invokedViaFunctionUrl) },
        }),
        ...(sourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': sourceArn } }),
      };
      const statement = {
        Sid,
        Effect: 'Allow',
        Principal: principalOf(principal),
        Action,
        Resource: functionArn,
        ...(Object.keys(Condition).length > 0 && { Condition }),
      };
      const all = statements.get(functionArn) ?? new Map<string, object>();
      statements.set(functionArn, all.set(Sid, statement));
      write(functionArn, all);
    },
    remove(functionArn, statementId) {
      const all = statements.get(functionArn);
      if (all?.delete(statementId)) write(functionArn, all);
    },
    deleteFor(functionArn) {
      for (const arn of [...statements.keys()]) {
        if (arn !== functionArn && !arn.startsWith(`${functionArn}:`)) continue;
        statements.delete(arn);
        texts.delete(arn);
      }
    },
    of: (functionArn) => texts.get(functionArn),
  };
}
