import { Badge } from '../components/Badge.tsx';
import { LinkButton } from '../components/Button.tsx';
import { formatInstant, formatMoney } from '../components/format.ts';
import { Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { RowLink, Rows } from '../components/Rows.tsx';
import { ShowMore } from '../components/ShowMore.tsx';
import { useParts, useRefetch, useSubscription } from '../data/hooks.ts';
import { usePerson } from '../session/session.ts';
import { MyOrdersDocument, MyOrderStatusDocument } from './orders.documents.ts';
import { ProductName } from './ProductName.tsx';
import { orderWords } from './statusWords.ts';

/** A person's orders, the latest first. */
export default function OrdersPage() {
  const { userId } = usePerson();
  const refresh = useRefetch();
  useSubscription(MyOrderStatusDocument, { userId }, () => refresh(MyOrdersDocument));
  const { items, error, refetch, showMore, isShowingMore } = useParts(
    MyOrdersDocument,
    { userId },
    ({ listOrders }) => listOrders,
  );
  return (
    <Page title="My orders" actions={<LinkButton href="/shop">Shop</LinkButton>}>
      {error && <Problem title="Your orders cannot be shown now" onRetry={() => void refetch()} />}
      {!items && !error && <Loading />}
      {items?.length === 0 && (
        <Empty title="You have not ordered anything yet">
          <LinkButton href="/shop">See what there is</LinkButton>
        </Empty>
      )}
      {items && items.length > 0 && (
        <Rows label="Orders">
          {items.map(({ orderId, amount, status, createdOn, lines }) => (
            <RowLink
              key={orderId}
              href={`/orders/${orderId}`}
              title={formatInstant(createdOn)}
              detail={lines.map(({ sku, units, productId }, index) => (
                <span key={sku}>
                  {index > 0 && ', '}
                  {units} × <ProductName sku={sku} productId={productId} />
                </span>
              ))}
            >
              <span>{formatMoney(amount)}</span>
              <Badge tone={orderWords[status].tone}>{orderWords[status].label}</Badge>
            </RowLink>
          ))}
        </Rows>
      )}
      <ShowMore label="Show earlier ones" onPress={showMore} isPending={isShowingMore} />
    </Page>
  );
}
