import { LinkButton } from '../components/Button.tsx';
import { Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { ShowMore } from '../components/ShowMore.tsx';
import { useAll, useParts, useRefetch, useSubscription } from '../data/hooks.ts';
import { ProductCard } from './ProductCard.tsx';
import {
  CatalogChangedDocument,
  CatalogDocument,
  StockChangedDocument,
  StockDocument,
  StockWatchesDocument,
  StoresDocument,
  type StoresQuery,
} from './shop.documents.ts';
import styles from './ShopPage.module.css';
import { useBasket } from './useBasket.ts';

/** What the stores sell, and how much of it there is at this moment. */
export default function ShopPage() {
  const { data: stores, error, refetch } = useAll(StoresDocument, {}, ({ listStores }) => listStores);
  const refresh = useRefetch();
  useSubscription(StockChangedDocument, {}, () => refresh(StockDocument, StockWatchesDocument));
  useSubscription(CatalogChangedDocument, {}, () => refresh(CatalogDocument));
  const { basket } = useBasket();
  const units = basket?.items.reduce((sum, item) => sum + item.units, 0) ?? 0;
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

function StoreGoods({ store }: { readonly store: StoresQuery['listStores']['items'][number] }) {
  const { items, error, refetch, showMore, isShowingMore } = useParts(
    CatalogDocument,
    { storeId: store.id },
    ({ catalog }) => catalog,
  );
  const { data: stock } = useAll(StockDocument, {}, ({ listSkus }) => listSkus);
  const goods = items?.filter(({ sku }) => sku !== null) ?? [];
  const onHand = new Map(stock?.map(({ sku, units }) => [sku, units]));
  if (error) return <Problem title={`${store.name} cannot be shown now`} onRetry={() => void refetch()} />;
  if (!items) return <Loading lines={2} />;
  if (goods.length === 0 && !showMore) return null;
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
            units={stock && (onHand.get(product.sku ?? '') ?? null)}
          />
        ))}
      </ul>
      <ShowMore label={`Show more of ${store.name}`} onPress={showMore} isPending={isShowingMore} />
    </section>
  );
}
