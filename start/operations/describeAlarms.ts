import { callAction } from '../../local/platform/Call.ts';
import { NO_TRACE } from '../../local/platform/traceIds.ts';
import type { Cloud } from '../../local/startCloud.ts';

/** What the meter needs of a cloud. */
export type MeteredCloud = Pick<Cloud, 'world' | 'services'>;

/** What is read of https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html */
interface MetricAlarm {
  readonly AlarmName: string;
  readonly AlarmDescription?: string;
  readonly StateValue: string;
  readonly StateReason: string;
  /** Epoch seconds. */
  readonly StateTransitionedTimestamp: number;
  readonly Metrics?: readonly { readonly MetricStat?: unknown }[];
}

interface Page {
  readonly MetricAlarms: readonly MetricAlarm[];
  readonly NextToken?: string;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
const MOST_A_PAGE = 100;

/** How many alarms there are, which of them ring, and how many metrics they are billed for. */
export async function describeAlarms({ world, services }: MeteredCloud) {
  const call = { traceId: NO_TRACE, principal: ownerOf(world.account) };
  const found: MetricAlarm[] = [];
  let NextToken: string | undefined;
  do {
    const input = { MaxRecords: MOST_A_PAGE, ...(NextToken !== undefined && { NextToken }) };
    const page = await callAction<Page>(services.cloudwatch.actions, 'DescribeAlarms', input, call);
    found.push(...page.MetricAlarms);
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  const ringing = found
    .filter(({ StateValue }) => StateValue === 'ALARM')
    .map(({ AlarmName, AlarmDescription, StateReason, StateTransitionedTimestamp }) => ({
      name: AlarmName,
      description: AlarmDescription ?? null,
      reason: StateReason,
      since: new Date(StateTransitionedTimestamp * 1000).toISOString(),
    }))
    .sort((one, other) => other.since.localeCompare(one.since));
  return {
    count: found.length,
    ringing,
    // An alarm is billed by the metrics it reads.
    alarmMetrics: found.reduce(
      (sum, { Metrics = [] }) => sum + Math.max(Metrics.filter(({ MetricStat }) => MetricStat).length, 1),
      0,
    ),
  };
}

/** The account's owner, whom no policy restricts. */
export const ownerOf = ({ partition, accountId }: MeteredCloud['world']['account']) => ({
  arn: `arn:${partition}:iam::${accountId}:user/operator`,
  accessKeyId: '',
});
