import { enqueue } from '../messages/enqueue.ts';
import { sendEntryShape } from '../messages/SendEntry.ts';
import { defineQueueAction } from './SqsAction.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const sendMessage = defineQueueAction(sendEntryShape, enqueue);
