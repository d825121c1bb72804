import { SQSClient } from '@aws-sdk/client-sqs';
import { tracer } from './tracer.ts';

export const queues = tracer.captureAWSv3Client(new SQSClient({}));
