import { formatMinutes, formatMoney } from '../components/format.ts';
import { Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { RowLink, Rows } from '../components/Rows.tsx';
import { useAll } from '../data/hooks.ts';
import { CatalogDocument, StoresDocument, type StoresQuery } from './shop.documents.ts';
import styles from './ShopPage.module.css';

/** What can be booked by the hour, by who offers it. */
export default function ServicesPage() {
  const { data: stores, error, refetch } = useAll(StoresDocument, {}, ({ listStores }) => listStores);
  return (
    <Page title="Book a service" lead="Choose what is to be done, then a free slot.">
      {error && <Problem title="The services cannot be shown now" onRetry={() => void refetch()} />}
      {!stores && !error && <Loading />}
      {stores?.length === 0 && <Empty title="Nobody offers a service at present" />}
      {stores?.map((store) => (
        <StoreServices key={store.id} store={store} />
      ))}
    </Page>
  );
}

function StoreServices({ store }: { readonly store: StoresQuery['listStores']['items'][number] }) {
  const { data, error, refetch } = useAll(CatalogDocument, { storeId: store.id }, ({ catalog }) => catalog);
  const services = data?.filter(({ slotMinutes }) => slotMinutes !== null) ?? [];
  if (error) return <Problem title={`${store.name} cannot be shown now`} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={2} />;
  if (services.length === 0) return null;
  return (
    <section className={styles.store}>
      <h2>{store.name}</h2>
      <Rows label={`Services of ${store.name}`}>
        {services.map(({ id, name, description, price, slotMinutes }) => (
          <RowLink key={id} href={`/services/${id}`} title={name} detail={description}>
            {slotMinutes !== null && <span>{formatMinutes(slotMinutes)}</span>}
            <strong>{formatMoney(price)}</strong>
          </RowLink>
        ))}
      </Rows>
    </section>
  );
}
