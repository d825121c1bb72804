import { defineQueueAction } from './SqsAction.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueueTags.html */
export const listQueueTags = defineQueueAction({}, ({ tags }) =>
  tags.size > 0 ? { Tags: Object.fromEntries(tags) } : {},
);
