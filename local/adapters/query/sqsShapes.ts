import type { QueryShapes } from './QueryShapes.ts';

/**
 * SQS as SDKs of before November 2023 speak to it. All its lists and maps are without an element around them.
 * Documented: the requests and answers beside each action of
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html
 */
export const sqsShapes: QueryShapes = {
  inputs: {
    Attribute: { map: 'Attributes', key: 'Name', value: 'Value' },
    AttributeName: { list: 'AttributeNames' },
    ChangeMessageVisibilityBatchRequestEntry: { list: 'Entries' },
    'CreateQueue.Tag': { map: 'tags', key: 'Key', value: 'Value' },
    DelaySeconds: 'number',
    DeleteMessageBatchRequestEntry: { list: 'Entries' },
    MaxNumberOfMessages: 'number',
    MaxNumberOfMessagesPerSecond: 'number',
    MaxResults: 'number',
    MessageAttribute: { map: 'MessageAttributes', key: 'Name', value: 'Value' },
    MessageAttributeName: { list: 'MessageAttributeNames' },
    MessageSystemAttribute: { map: 'MessageSystemAttributes', key: 'Name', value: 'Value' },
    MessageSystemAttributeName: { list: 'MessageSystemAttributeNames' },
    SendMessageBatchRequestEntry: { list: 'Entries' },
    Tag: { map: 'Tags', key: 'Key', value: 'Value' },
    TagKey: { list: 'TagKeys' },
    // The model of TagQueue gives its map no name of its own, so some SDKs spell it as the member.
    Tags: { map: 'Tags', key: 'Key', value: 'Value' },
    VisibilityTimeout: 'number',
    WaitTimeSeconds: 'number',
  },
  outputs: {
    Attributes: { map: 'Attribute', key: 'Name', value: 'Value' },
    'ChangeMessageVisibilityBatch.Successful': { list: 'ChangeMessageVisibilityBatchResultEntry' },
    'DeleteMessageBatch.Successful': { list: 'DeleteMessageBatchResultEntry' },
    Failed: { list: 'BatchResultErrorEntry' },
    MessageAttributes: { map: 'MessageAttribute', key: 'Name', value: 'Value' },
    Messages: { list: 'Message' },
    QueueUrls: { list: 'QueueUrl' },
    queueUrls: { list: 'QueueUrl' },
    Results: { list: 'ListMessageMoveTasksResultEntry' },
    'SendMessageBatch.Successful': { list: 'SendMessageBatchResultEntry' },
    Tags: { map: 'Tag', key: 'Key', value: 'Value' },
  },
};
