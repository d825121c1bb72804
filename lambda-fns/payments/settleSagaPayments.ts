import { SagaPaymentCommand } from '../../model/payments/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { isAnswered } from '../platform/sagaCommands.ts';
import { authorizeOrder, confirmOrder, endOrderPayment } from './shared/sagaPayments.ts';

/** Does what the sagas of orders command about money: holds it, takes it, gives it back. */
export const handler = eachRecord({
  step: 'settleSagaPayments',
  schema: SagaPaymentCommand,
  entityType: 'order',
  entityIdPaths: ['detail.eventData.orderId.S'],
  independent: true,
  sharedRowPath: 'detail.eventData.orderId.S',
  handle: async (command) => {
    if (await isAnswered(command)) return 'answered';
    switch (command.command) {
      case 'AUTHORIZE_CUSTOMER_COMMAND':
        return authorizeOrder(command);
      case 'CONFIRM_PAYMENT_COMMAND':
        return confirmOrder(command);
      case 'REFUND_PAYMENT_COMMAND':
        return endOrderPayment(command, 'PAYMENT_REFUNDED_REPLY');
      case 'VOID_AUTHORIZATION_COMMAND':
        return endOrderPayment(command, 'AUTHORIZATION_VOIDED_REPLY');
    }
  },
});
