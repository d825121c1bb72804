import type { SqsAction } from './SqsAction.ts';
import { changeMessageVisibility, changeMessageVisibilityBatch } from './actions/changeMessageVisibility.ts';
import { deleteMessage, deleteMessageBatch } from './actions/deleteMessage.ts';
import {
  cancelMessageMoveTask,
  listMessageMoveTasks,
  startMessageMoveTask,
} from './actions/messageMoveTasks.ts';
import { listQueueTags, tagQueue, untagQueue } from './actions/queueTags.ts';
import {
  createQueue,
  deleteQueue,
  getQueueAttributes,
  getQueueUrl,
  listDeadLetterSourceQueues,
  listQueues,
  purgeQueue,
  setQueueAttributes,
} from './actions/queues.ts';
import { receiveMessage } from './actions/receiveMessage.ts';
import { sendMessage, sendMessageBatch } from './actions/sendMessage.ts';

/** Every action by its name in the API. A new action is added here, beside its code in `actions/`. */
export const sqsActions: Readonly<Record<string, SqsAction>> = {
  CancelMessageMoveTask: cancelMessageMoveTask,
  ChangeMessageVisibility: changeMessageVisibility,
  ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
  CreateQueue: createQueue,
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: deleteMessageBatch,
  DeleteQueue: deleteQueue,
  GetQueueAttributes: getQueueAttributes,
  GetQueueUrl: getQueueUrl,
  ListDeadLetterSourceQueues: listDeadLetterSourceQueues,
  ListMessageMoveTasks: listMessageMoveTasks,
  ListQueues: listQueues,
  ListQueueTags: listQueueTags,
  PurgeQueue: purgeQueue,
  ReceiveMessage: receiveMessage,
  SendMessage: sendMessage,
  SendMessageBatch: sendMessageBatch,
  SetQueueAttributes: setQueueAttributes,
  StartMessageMoveTask: startMessageMoveTask,
  TagQueue: tagQueue,
  UntagQueue: untagQueue,
};
