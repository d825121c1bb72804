import type { World } from '../../platform/World.ts';

/** The resource policies of functions, and of their versions and aliases. */
export interface FunctionPolicies {
  add(functionArn: string, permission: FunctionPermission): void;
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
}

export function createFunctionPolicies({ account }: World): FunctionPolicies {
  const statements = new Map<string, object[]>();
  const texts = new Map<string, string>();

  const principalOf = (principal: string) => {
    if (principal === '*') return '*';
    if (/\.amazonaws\.com(\.cn)?$/.test(principal)) return { Service: principal };
    return {
      AWS: /^\d{12}$/.test(principal) ? `arn:${account.partition}:iam::${principal}:root` : principal,
    };
  };

  return {
    add(functionArn, { statementId: Sid, action: Action, principal, ...conditions }) {
      const { sourceArn, sourceAccount, principalOrgId } = conditions;
      const equal = {
        ...(sourceAccount !== undefined && { 'AWS:SourceAccount': sourceAccount }),
        ...(principalOrgId !== undefined && { 'aws:PrincipalOrgID': principalOrgId }),
      };
      const Condition = {
        ...(Object.keys(equal).length > 0 && { StringEquals: equal }),
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
      const all = [...(statements.get(functionArn) ?? []), statement];
      statements.set(functionArn, all);
      texts.set(functionArn, JSON.stringify({ Version: '2012-10-17', Statement: all }));
    },
    of: (functionArn) => texts.get(functionArn),
  };
}
