import { accessDeniedException } from '../iam/authorization/accessDenied.ts';
import type { ServicePermissions } from '../iam/authorization/guardActions.ts';

const onAll = (name: string) => () => [{ action: `xray:${name}`, resource: '*' }];

/** None of them knows a resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html */
export const xrayPermissions: ServicePermissions = {
  denied: accessDeniedException(403),
  actions: {
    BatchGetTraces: onAll('BatchGetTraces'),
    GetTraceSummaries: onAll('GetTraceSummaries'),
    PutTraceSegments: onAll('PutTraceSegments'),
  },
};
