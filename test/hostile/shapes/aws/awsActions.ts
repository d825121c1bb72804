import { cognito } from './cognito.ts';
import { dynamodb, streams } from './dynamodb.ts';
import { events } from './events.ts';
import type { ProperInputs } from './ProperInputs.ts';
import { sqs } from './sqs.ts';

/** By `x-amz-target`. */
export const awsActions: ProperInputs = Object.fromEntries(
  Object.entries({
    DynamoDB_20120810: dynamodb,
    DynamoDBStreams_20120810: streams,
    AmazonSQS: sqs,
    AWSEvents: events,
    AWSCognitoIdentityProviderService: cognito,
  }).flatMap(([service, inputs]) =>
    Object.entries(inputs).map(([name, input]) => [`${service}.${name}`, input]),
  ),
);
