import { publish, publishBatch } from './actions/publish.ts';
import {
  confirmSubscription,
  getSubscriptionAttributes,
  listSubscriptions,
  listSubscriptionsByTopic,
  setSubscriptionAttributes,
  subscribe,
  unsubscribe,
} from './actions/subscriptions.ts';
import {
  checkIfPhoneNumberIsOptedOut,
  getSmsAttributes,
  getSmsSandboxAccountStatus,
  listPhoneNumbersOptedOut,
  optInPhoneNumber,
  setSmsAttributes,
} from './actions/texts.ts';
import {
  createTopic,
  deleteTopic,
  getTopicAttributes,
  listTagsForResource,
  listTopics,
  setTopicAttributes,
  tagResource,
  untagResource,
} from './actions/topics.ts';
import type { SnsAction } from './SnsAction.ts';

/** Every action by its name in the API. A new action is added here, beside its code in `actions/`. */
export const snsActions: Readonly<Record<string, SnsAction>> = {
  CheckIfPhoneNumberIsOptedOut: checkIfPhoneNumberIsOptedOut,
  ConfirmSubscription: confirmSubscription,
  CreateTopic: createTopic,
  DeleteTopic: deleteTopic,
  GetSMSAttributes: getSmsAttributes,
  GetSMSSandboxAccountStatus: getSmsSandboxAccountStatus,
  GetSubscriptionAttributes: getSubscriptionAttributes,
  GetTopicAttributes: getTopicAttributes,
  ListPhoneNumbersOptedOut: listPhoneNumbersOptedOut,
  ListSubscriptions: listSubscriptions,
  ListSubscriptionsByTopic: listSubscriptionsByTopic,
  ListTagsForResource: listTagsForResource,
  ListTopics: listTopics,
  OptInPhoneNumber: optInPhoneNumber,
  Publish: publish,
  PublishBatch: publishBatch,
  SetSMSAttributes: setSmsAttributes,
  SetSubscriptionAttributes: setSubscriptionAttributes,
  SetTopicAttributes: setTopicAttributes,
  Subscribe: subscribe,
  TagResource: tagResource,
  Unsubscribe: unsubscribe,
  UntagResource: untagResource,
};
