import { arnOf, parseArn } from '../../platform/arns.ts';
import type { World } from '../../platform/World.ts';
import { accessDeniedException } from '../iam/authorization/accessDenied.ts';
import type { ServicePermissions } from '../iam/authorization/guardActions.ts';

interface LogsRequest {
  readonly logGroupName?: unknown;
  readonly logGroupIdentifier?: unknown;
  readonly logStreamName?: unknown;
}

/**
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
 * Requests name what is behind the group as well, so that a policy's resource has to end in `:*`: recorded in denials such as
 * https://github.com/prowler-cloud/prowler/pull/37
 */
export function logsPermissions({ account }: World): ServicePermissions {
  const request = (action: string, group: string, stream = '') => ({
    action: `logs:${action}`,
    resource: arnOf(account, 'logs', `log-group:${group}:log-stream:${stream}`),
  });
  const onGroup = (action: string) => (input: LogsRequest) => {
    const group = groupNameOf(input);
    return group === undefined ? [] : [request(action, group)];
  };
  return {
    denied: accessDeniedException(400),
    actions: {
      DescribeLogGroups: () => [{ action: 'logs:DescribeLogGroups', resource: '*' }],
      DescribeLogStreams: onGroup('DescribeLogStreams'),
      FilterLogEvents: onGroup('FilterLogEvents'),
      GetLogEvents(input: LogsRequest) {
        const group = groupNameOf(input);
        const { logStreamName } = input;
        return group === undefined || typeof logStreamName !== 'string'
          ? []
          : [request('GetLogEvents', group, logStreamName)];
      },
    },
  };
}

/** The group that a request is about, by name or ARN. */
export function groupNameOf({ logGroupName, logGroupIdentifier }: LogsRequest): string | undefined {
  const given = logGroupName ?? logGroupIdentifier;
  if (typeof given !== 'string') return undefined;
  return (
    parseArn(given)
      ?.resource.replace(/^log-group:/, '')
      .replace(/:\*$/, '') ?? given
  );
}
