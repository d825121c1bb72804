import { Badge } from '../components/Badge.tsx';
import { LinkButton } from '../components/Button.tsx';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { formatInstant, formatMoney } from '../components/format.ts';
import { Card, Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { Steps } from '../components/Steps.tsx';
import { useData, useRefetch, useSend, useSubscription } from '../data/hooks.ts';
import { problemWords } from '../data/problemWords.ts';
import type { PathParams } from '../PageEntry.ts';
import { usePerson } from '../session/session.ts';
import { InvoiceLink } from './InvoiceLink.tsx';
import styles from './OrderPage.module.css';
import {
  CancelOrderDocument,
  MyOrdersDocument,
  MyOrderStatusDocument,
  OneOrderDocument,
  type OneOrderQuery,
} from './orders.documents.ts';
import { ProductName } from './ProductName.tsx';
import { orderWords } from './statusWords.ts';

type Order = NonNullable<OneOrderQuery['order']>;
type Status = Order['status'];

/** One order, followed live: what is in it, where it is, and all that happened to it. */
export default function OrderPage({ orderId = '' }: PathParams) {
  const { userId } = usePerson();
  const { data, error, refetch } = useData(OneOrderDocument, { orderId });
  const refresh = useRefetch();
  useSubscription(MyOrderStatusDocument, { userId }, ({ onOrderStatus }) => {
    if (onOrderStatus?.orderId === orderId) refresh(OneOrderDocument, MyOrdersDocument);
  });
  const order = data?.order;
  return (
    <Page title="Your order" actions={<LinkButton href="/orders">My orders</LinkButton>}>
      {error && <Problem title={problemWords(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={2} />}
      {data && !order && <Empty title="There is no such order" />}
      {order && (
        <>
          <Present order={order} />
          <Lines order={order} />
          <Timeline order={order} />
        </>
      )}
    </Page>
  );
}

const WAY: readonly Status[] = [
  'CREATED',
  'STOCK_ALLOCATED',
  'PAYMENT_ACCEPTED',
  'READY',
  'SHIPPED',
  'DELIVERED',
];
const CANCELABLE: readonly Status[] = ['QUEUED', 'CREATED', 'STOCK_ALLOCATED', 'PAYMENT_ACCEPTED', 'READY'];

function Present({
  order: { orderId, status, flow, reason, createdOn, payment },
}: {
  readonly order: Order;
}) {
  const cancel = useSend(CancelOrderDocument, [OneOrderDocument, MyOrdersDocument]);
  const { label, tone, meaning } = orderWords[status];
  // Only what is brought is picked by somebody first.
  const way = WAY.filter((each) => flow === 'SAGA' || each !== 'READY');
  return (
    <Card
      title={
        <>
          {formatInstant(createdOn)} <Badge tone={tone}>{label}</Badge>
        </>
      }
    >
      <p role="status">{meaning}</p>
      {reason !== null && <p>{reason}</p>}
      {way.includes(status) && (
        <Steps steps={way.map((each) => orderWords[each].label)} current={way.indexOf(status)} />
      )}
      {payment && payment.refunded > 0 && <p>{formatMoney(payment.refunded)} was given back.</p>}
      {cancel.error && <Problem title={problemWords(cancel.error)} />}
      <div className="actions">
        {CANCELABLE.includes(status) && (
          <ConfirmDialog
            label="Cancel"
            title="Cancel this order?"
            action="Cancel the order"
            isPending={cancel.isPending}
            onConfirm={() => cancel.mutate({ orderId })}
          >
            What was paid is given back.
          </ConfirmDialog>
        )}
        {payment && <InvoiceLink id={`order:${orderId}`} />}
      </div>
    </Card>
  );
}

const Lines = ({ order: { lines, amount } }: { readonly order: Order }) => (
  <Card title="What is in it">
    <ul className={styles.lines}>
      {lines.map(({ sku, units, price, productId }) => (
        <li key={sku} className={styles.line}>
          <span>
            {units} × <ProductName sku={sku} productId={productId} />
          </span>
          <span>{formatMoney(price * units)}</span>
        </li>
      ))}
      <li className={styles.line}>
        <strong>In all</strong>
        <strong>{formatMoney(amount)}</strong>
      </li>
    </ul>
  </Card>
);

function Timeline({ order: { timeline } }: { readonly order: Order }) {
  const events = (timeline ?? []).filter(({ applied }) => applied).flatMap(readEvent);
  if (events.length === 0) return null;
  return (
    <Card title="What happened">
      <ol className={styles.timeline}>
        {events.map(({ status, at }) => (
          <li key={status}>
            <span>{status === 'PLACED' ? 'Ordered' : orderWords[status].label}</span>
            <span className={styles.muted}>{formatInstant(at)}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** What an event of the timeline says: which status was reached, and when. Other events say nothing to the person. */
function readEvent({ eventName, occurredOn }: NonNullable<Order['timeline']>[number]) {
  const status = STATUSES.find((each) => eventName === `ORDER_${each}_EVENT`);
  return status === undefined || occurredOn === null ? [] : [{ status, at: occurredOn }];
}

const STATUSES: readonly (Status | 'PLACED')[] = [
  'PLACED',
  ...WAY,
  'STOCK_DEPLETED',
  'PAYMENT_REJECTED',
  'CANCELED',
];
