import type { Call, Principal } from '../../platform/Call.ts';

/** Gives a service a role, if the role's trust policy lets the service have it. Throws `AccessDenied` otherwise. */
export type AssumeRole = (roleArn: string, caller: ServiceCaller) => Principal | Promise<Principal>;

/** A service that acts on behalf of a resource. */
export interface ServiceCaller {
  /** Such as `events`. */
  readonly service: string;
  /** ARN of the resource, such as a rule: `aws:SourceArn`. */
  readonly sourceArn: string;
  /** How the session is called, at the end of its ARN. */
  readonly sessionName: string;
  readonly traceId: string;
  /** What the service acts on, as the feed names it. @default not known */
  readonly parentId?: string | undefined;
}

/** A service that calls without a role: resource policies decide what it may do. */
export const servicePrincipal = ({
  service,
  sourceArn,
}: Pick<ServiceCaller, 'service' | 'sourceArn'>): Principal => ({
  arn: `${service}.amazonaws.com`,
  accessKeyId: '',
  sourceArn,
});

/** Where nobody keeps roles, each may be had, and nothing is asked of its policies. */
export const assumeUncheckedRole: AssumeRole = (roleArn) => ({ arn: roleArn, accessKeyId: '' });

/** The service's own call, in the name of its role where it has one. */
export async function serviceCall(
  assumeRole: AssumeRole,
  roleArn: string | undefined,
  caller: ServiceCaller,
): Promise<Call> {
  const { traceId, parentId } = caller;
  const principal = roleArn === undefined ? servicePrincipal(caller) : await assumeRole(roleArn, caller);
  return { traceId, principal, parentId };
}
