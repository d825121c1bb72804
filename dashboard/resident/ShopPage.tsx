import { useState } from 'react';
import { Badge } from '../components/Badge.tsx';
import { Button, LinkButton } from '../components/Button.tsx';
import { formatMoney } from '../components/format.ts';
import { NumberField } from '../components/NumberField.tsx';
import { Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { useData, useRefetch, useSubscription } from '../data/hooks.ts';
import { problemWords } from '../data/problemWords.ts';
import {
  CatalogChangedDocument,
  CatalogDocument,
  type CatalogQuery,
  StockChangedDocument,
  StockDocument,
  StoresDocument,
  type StoresQuery,
} from './shop.documents.ts';
import styles from './ShopPage.module.css';
import { useBasket } from './useBasket.ts';

/** What the stores sell, and how much of it there is at this moment. */
export default function ShopPage() {
  const { data, error, refetch } = useData(StoresDocument, {});
  const refresh = useRefetch();
  useSubscription(StockChangedDocument, {}, () => refresh(StockDocument));
  useSubscription(CatalogChangedDocument, {}, () => refresh(CatalogDocument));
  const { basket } = useBasket();
  const units = basket?.items.reduce((sum, item) => sum + item.units, 0) ?? 0;
  const stores = data?.listStores.items;
  return (
    <Page
      title="Shop"
      lead="Brought to your apartment, or to be fetched."
      actions={<LinkButton href="/basket" kind="primary">{`Basket (${units})`}</LinkButton>}
    >
      {error && <Problem title="The shop cannot be shown now" onRetry={() => void refetch()} />}
      {!stores && !error && <Loading />}
      {stores?.length === 0 && <Empty title="No store is open at present" />}
      {stores?.map((store) => (
        <StoreGoods key={store.id} store={store} />
      ))}
    </Page>
  );
}

type Product = CatalogQuery['catalog']['items'][number];

function StoreGoods({ store }: { readonly store: StoresQuery['listStores']['items'][number] }) {
  const { data: catalog } = useData(CatalogDocument, { storeId: store.id });
  const { data: stock } = useData(StockDocument, {});
  const goods = catalog?.catalog.items.filter(({ sku }) => sku !== null) ?? [];
  const onHand = new Map(stock?.listSkus.items.map(({ sku, units }) => [sku, units]));
  if (goods.length === 0) return null;
  return (
    <section className={styles.store}>
      <div>
        <h2>{store.name}</h2>
        <p className={styles.muted}>{store.location}</p>
      </div>
      <ul className={styles.goods}>
        {goods.map((product) => (
          <ProductCard
            key={product.id}
            product={product}
            units={stock && (onHand.get(product.sku ?? '') ?? 0)}
          />
        ))}
      </ul>
    </section>
  );
}

/** So many are few enough to say so. */
const FEW = 5;

interface ProductCardProps {
  readonly product: Product;
  /** On hand; undefined until it is known. */
  readonly units: number | undefined;
}

function ProductCard({ product: { name, description, sku, price }, units }: ProductCardProps) {
  const [wanted, setWanted] = useState(1);
  const [said, setSaid] = useState('');
  const { addUnits, isPending, isKnown, error } = useBasket();
  const add = async () => {
    setSaid('');
    await addUnits(sku ?? '', wanted);
    setSaid('It is in your basket.');
  };
  return (
    <li className={styles.product}>
      <div className={styles.words}>
        <h3>{name}</h3>
        <p className={styles.muted}>{description}</p>
      </div>
      <p className={styles.price}>
        {formatMoney(price)}
        {units === 0 && <Badge tone="warn">Sold out</Badge>}
        {units !== undefined && units > 0 && units <= FEW && <Badge tone="info">Only {units} left</Badge>}
      </p>
      <div className={styles.add}>
        <NumberField
          label={`Units of ${name}`}
          isLabelHidden
          value={wanted}
          onChange={setWanted}
          minValue={1}
          maxValue={1000}
        />
        <Button
          aria-label={`Add ${name} to the basket`}
          isPending={isPending}
          isDisabled={!isKnown || units === 0}
          // What goes wrong stands in `error`.
          onPress={() => void add().catch(() => setSaid(''))}
        >
          Add
        </Button>
      </div>
      <p role="status" className={styles.muted}>
        {said}
      </p>
      {error && <Problem title={problemWords(error)} />}
    </li>
  );
}
