import { SQSClient } from '@aws-sdk/client-sqs';
import type { Cloud } from '../../local/startCloud.ts';

/** AWS's own client, at the local cloud's endpoint. */
export function connectSqs(cloud: Cloud): SQSClient {
  const { awsEndpointUrl: endpoint, region } = cloud.describe();
  return new SQSClient({ endpoint, region, credentials: { accessKeyId: 'demo', secretAccessKey: 'demo' } });
}
