/** The tags of a stage's queues, by which they are found: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-tags.html */
export const queueTags = {
  /** On every queue: the stage it belongs to. */
  stage: 'frontdesk:stage',
  /** On a worker's queue and its dead letters: the worker's name, which is the `FailingStep` of its letters. */
  step: 'frontdesk:step',
  /** On dead letters of no worker: what a person calls them, such as `Orders/Undelivered`. */
  label: 'frontdesk:label',
  /** On every dead-letter queue and no other: its stage. Policies know them by it. */
  deadLetters: 'frontdesk:dead-letters',
} as const;
