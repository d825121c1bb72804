/** What the local cloud does not ask for, because it has no such request, and AWS does. */
export interface OnlyOnAws {
  readonly actions: RegExp;
  /** Of the statement that allows it. @default - any */
  readonly words?: RegExp;
  /** Whose it is, such as `Web`. @default - any */
  readonly stack?: string;
  readonly because: string;
  readonly source: string;
}

export const onlyOnAws: readonly OnlyOnAws[] = [
  {
    actions: /^xray:Put(TraceSegments|TelemetryRecords)$/,
    because:
      'Lambda’s daemon sends a function’s traces in the name of the function. X-Ray knows no resources.',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html',
  },
  {
    actions: /^logs:(CreateLogStream|PutLogEvents)$/,
    because: 'Lambda and AppSync write logs in the name of the function, and of the API’s role for logs.',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html',
  },
  {
    actions: /^sqs:GetQueueAttributes$/,
    // Whoever looks into the dead letters asks for it, too.
    words: /^(?!.*aws:ResourceTag)/,
    because: 'Lambda asks for it when it is told to read a queue.',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  },
  {
    actions: /^sqs:SendMessage$/,
    words: /if .*Publish\w+EventsRule/,
    because: 'EventBridge puts aside events that it could not deliver to AppSync.',
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html',
  },
  {
    actions: /^cloudwatch:(GetMetricData|ListMetrics|DescribeAlarms)$/,
    because: 'The local CloudWatch asks no policy. AWS does, of whoever reads figures and alarms.',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html',
  },
  {
    actions: /^sts:AssumeRole$/,
    // Of data sources' roles the trust has conditions.
    words: /^Allow appsync\.amazonaws\.com sts:AssumeRole$/,
    because: 'AppSync takes the API’s role for logs before it writes them.',
    source: 'https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html',
  },
  {
    actions:
      /^(?:s3:(?:GetObject|ListBucket|PutObject)|cloudfront:(?:Create|Get)Invalidation|sts:AssumeRole)$/,
    stack: 'Web',
    because: 'The CDK’s function brings the files of the web app; the local cloud brings them itself.',
    source: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3_deployment-readme.html',
  },
];
