import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { formatInstant, formatMoney } from '../components/format.ts';
import { Card, Empty } from '../components/Page.tsx';
import { usePlaces, type Order } from './useDeliveries.ts';
import styles from './Lines.module.css';

export interface ToBringProps {
  /** Fetched, or paid for and without a delivery. */
  readonly waiting: readonly Order[];
  readonly shipped: readonly Order[];
  readonly isBusy: boolean;
  readonly onShip: (orderId: string) => void;
  readonly onDeliver: (orderId: string) => void;
}

/** The orders that go to somebody's door, or over the desk, each with its next step. */
export function ToBring({ waiting, shipped, isBusy, onShip, onDeliver }: ToBringProps) {
  const places = usePlaces([...waiting, ...shipped]);
  const placeOf = ({ orderId, flow }: Order) =>
    flow === 'SAGA' ? (places.get(orderId) ?? '…') : 'At the desk';
  return (
    <Card title="To bring">
      {waiting.length + shipped.length === 0 && (
        <Empty title="There is nothing to bring">
          <p>Orders appear here once they are fetched, or paid for.</p>
        </Empty>
      )}
      <ul className={styles.rows}>
        {[...waiting, ...shipped].map((order) => {
          const isShipped = order.status === 'SHIPPED';
          const action = isShipped ? 'Delivered' : 'Set out';
          return (
            <li key={order.orderId} className={styles.row}>
              <div>
                <h3>
                  {placeOf(order)} {isShipped && <Badge tone="info">On its way</Badge>}
                </h3>
                <p className={styles.muted}>
                  {order.lines.map(({ units, sku }) => `${units} × ${sku}`).join(', ')}
                </p>
                <p className={styles.muted}>
                  {formatMoney(order.amount)} · ordered {formatInstant(order.createdOn)}
                </p>
              </div>
              <Button
                aria-label={`${action}: ${placeOf(order)}, order ${order.orderId}`}
                isDisabled={isBusy}
                onPress={() => (isShipped ? onDeliver : onShip)(order.orderId)}
              >
                {action}
              </Button>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
