import { AwsError } from '../platform/AwsError.ts';
import type { HttpRequest } from '../platform/HttpMessage.ts';
import { isForm, isS3, signedService } from './errorsByProtocol.ts';

/** The services that are here, by the names that requests are signed for. */
const PRESENT: Readonly<Record<string, string>> = {
  appsync: 'AppSync',
  cloudformation: 'CloudFormation',
  'cognito-idp': 'Cognito user pools',
  dynamodb: 'DynamoDB and its streams',
  events: 'EventBridge',
  lambda: 'Lambda',
  logs: 'CloudWatch Logs',
  monitoring: 'CloudWatch',
  pipes: 'EventBridge Pipes',
  s3: 'S3',
  secretsmanager: 'Secrets Manager',
  ses: 'SES',
  sns: 'SNS',
  sqs: 'SQS',
  sts: 'STS',
  xray: 'X-Ray',
};

/** What people know those services by that most often are looked for here. Others are called as they are signed. */
const NAMES: Readonly<Record<string, string>> = {
  apigateway: 'API Gateway',
  athena: 'Athena',
  autoscaling: 'Auto Scaling',
  bedrock: 'Bedrock',
  cloudfront: 'CloudFront',
  cloudtrail: 'CloudTrail',
  'cognito-identity': 'Cognito identity pools',
  ec2: 'EC2',
  ecr: 'ECR',
  ecs: 'ECS',
  elasticache: 'ElastiCache',
  elasticloadbalancing: 'Elastic Load Balancing',
  es: 'OpenSearch',
  firehose: 'Firehose',
  glue: 'Glue',
  iam: 'IAM',
  kinesis: 'Kinesis',
  kms: 'KMS',
  organizations: 'Organizations',
  rds: 'RDS',
  route53: 'Route 53',
  scheduler: 'EventBridge Scheduler',
  ssm: 'Systems Manager',
  states: 'Step Functions',
  tagging: 'Resource Groups Tagging',
  wafv2: 'WAF',
  xray: 'X-Ray',
};

const HERE = new Intl.ListFormat('en').format(Object.values(PRESENT).sort(new Intl.Collator('en').compare));

/**
 * The refusal of a request that nothing here answers. A service that is not here is named, with all that are: AWS has no such
 * error, so its words are chosen.
 */
export function refuseUnknown(request: HttpRequest, asked: string): AwsError {
  const service = signedService(request);
  const refuse = (message: string) =>
    new AwsError('UnknownOperationException', message, { status: statusOf(request, service) });
  if (service === undefined || Object.hasOwn(PRESENT, service)) return refuse(`${asked} is not supported.`);
  const name = Object.hasOwn(NAMES, service) ? NAMES[service] : service.slice(0, LONGEST_NAME);
  return refuse(`There is no ${name} here. This cloud has ${HERE}.`);
}

const LONGEST_NAME = 64;

/** Documented for S3's protocol, whose clients take 404 for a bucket or a key that is not there. Elsewhere chosen. */
function statusOf(request: HttpRequest, service: string | undefined): number {
  if (isS3(service)) return 501;
  const isRest = request.headers['x-amz-target'] === undefined && !isForm(request);
  return isRest && service !== undefined ? 404 : 400;
}
