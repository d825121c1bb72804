import { SAGA_RETRIED_EVENT } from '../../model/sagas/events.ts';
import { SagaMessage } from '../../model/sagas/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { advanceSaga } from './shared/advanceSaga.ts';

/**
 * Leads an order that is brought to an apartment: follows its creation, its cancellation, and whatever participants reply. A
 * message says only whose saga to look at.
 */
export const handler = eachRecord({
  step: 'createOrderSaga',
  schema: SagaMessage,
  entityType: 'order',
  entityIdPaths: ['detail.eventData.orderId.S'],
  independent: true,
  sharedRowPath: 'detail.eventData.orderId.S',
  handle: ({ eventName, orderId }) =>
    advanceSaga(orderId, eventName === SAGA_RETRIED_EVENT ? 'retried' : undefined),
});
