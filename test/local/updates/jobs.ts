import { functionRole, inlineFunction } from './chat.ts';

/** Templates of a queue whose function tells in its log what it reads, and of a table whose stream another one reads. */
export interface JobsOptions {
  readonly queue?: object;
  readonly mapping?: object;
  /** What the function writes before each body. @default read */
  readonly word?: string;
  readonly table?: object;
  readonly more?: object;
}

const SAY = (word: string) => `
  exports.handler = async ({ Records }) => {
    for (const { body, dynamodb } of Records) console.log('${word} ' + (body ?? dynamodb.NewImage.id.S));
  };`;

export const jobs = ({
  queue = {},
  mapping = {},
  word = 'read',
  table = {},
  more = {},
}: JobsOptions = {}) => ({
  Resources: {
    ...functionRole,
    Dead: { Type: 'AWS::SQS::Queue' },
    Queue: { Type: 'AWS::SQS::Queue', Properties: queue },
    Worker: inlineFunction(SAY(word)),
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
        FunctionName: { Ref: 'Worker' },
        ...mapping,
      },
    },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        ...table,
      },
    },
    Follower: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
        FunctionName: { Ref: 'Worker' },
        StartingPosition: 'LATEST',
      },
    },
    ...more,
  },
  Outputs: { QueueUrl: { Value: { Ref: 'Queue' } }, TableName: { Value: { Ref: 'Table' } } },
});
