import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { Badge } from '../components/Badge.tsx';
import { LinkButton } from '../components/Button.tsx';
import { DAYS_AHEAD, type Stay, StayCalendar } from '../components/Calendar.tsx';
import { daysAfter, formatDays, formatMoney, todayHere } from '../components/format.ts';
import { Card, Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { Select } from '../components/Select.tsx';
import { ShowMore } from '../components/ShowMore.tsx';
import { useAll, useParts } from '../data/hooks.ts';
import {
  BuildingApartmentsDocument,
  type BuildingApartmentsQuery,
  BuildingsDocument,
  type BuildingsQuery,
} from './apartments.documents.ts';
import { apartmentWords, nightsBetween, nightsWords, stayOf } from './stays.ts';
import styles from './StaysPage.module.css';

/** The apartments of so many buildings are fetched at once. */
const AT_ONCE = 10;

/** Apartments that are free from one day to another, and what they cost then. */
export default function StaysPage() {
  const [search, setSearch] = useSearchParams();
  const stay = stayOf(search);
  const [buildingId, setBuildingId] = useState('all');
  const [most, setMost] = useState(AT_ONCE);
  const { data, error, refetch } = useAll(BuildingsDocument, {}, ({ listBuildings }) => listBuildings);
  const buildings = data ?? [];
  const shown = buildings.filter(({ id }) => buildingId === 'all' || id === buildingId);
  return (
    <Page title="Find an apartment" lead="Choose the day you arrive and the day you leave.">
      <div className={styles.columns}>
        <Card>
          <Select
            label="Building"
            value={buildingId}
            onChange={setBuildingId}
            options={[
              { id: 'all', label: 'All buildings' },
              ...buildings.map(({ id, name }) => ({ id, label: name })),
            ]}
          />
          <StayCalendar
            label="Your stay"
            value={stay}
            onChange={(chosen) => setSearch({ ...chosen }, { replace: true })}
          />
          <p role="status">
            {stay
              ? `${formatDays(stay.startDate, stay.endDate)}, ${nightsWords(stay)}`
              : 'No days chosen yet.'}
          </p>
        </Card>
        <div className={styles.results}>
          {error && <Problem title="The buildings cannot be shown now" onRetry={() => void refetch()} />}
          {!data && !error && <Loading />}
          {data && buildings.length === 0 && <Empty title="There are no apartments yet" />}
          {shown.slice(0, most).map((building) => (
            <BuildingCard key={building.id} building={building} stay={stay} />
          ))}
          <ShowMore
            label="Show more buildings"
            onPress={shown.length > most ? () => setMost(most + AT_ONCE) : undefined}
            isPending={false}
          />
        </div>
      </div>
    </Page>
  );
}

type Building = BuildingsQuery['listBuildings']['items'][number];
type Apartment = BuildingApartmentsQuery['listApartments']['items'][number];

function BuildingCard({ building, stay }: { readonly building: Building; readonly stay: Stay | null }) {
  const from = todayHere();
  const dates = stay ?? { startDate: from, endDate: daysAfter(from, 1) };
  const {
    items: apartments,
    error,
    refetch,
    showMore,
    isShowingMore,
  } = useParts(
    BuildingApartmentsDocument,
    {
      buildingId: building.id,
      from,
      to: daysAfter(from, DAYS_AHEAD),
      ...dates,
      withPrice: stay !== null,
    },
    ({ listApartments }) => listApartments,
  );
  const free = apartments?.filter((apartment) => !stay || isFree(apartment, stay));
  return (
    <Card title={building.name}>
      <p className={styles.address}>
        {building.address.streetAddress}, {building.address.city}
      </p>
      {error && <Problem title="The apartments cannot be shown now" onRetry={() => void refetch()} />}
      {!apartments && !error && <Loading lines={2} />}
      {free?.length === 0 && (
        <p>Nothing is free on these days. Try others: each apartment’s calendar shows its free nights.</p>
      )}
      <ul className={styles.list}>
        {(free?.length === 0 ? apartments : free)?.map((apartment) => (
          <ApartmentLine key={apartment.id} apartment={apartment} stay={stay} />
        ))}
      </ul>
      <ShowMore label="Show more apartments" onPress={showMore} isPending={isShowingMore} />
    </Card>
  );
}

const isFree = ({ takenNights }: Apartment, stay: Stay) =>
  !takenNights.some((night) => night >= stay.startDate && night < stay.endDate);

const ApartmentLine = ({
  apartment,
  stay,
}: {
  readonly apartment: Apartment;
  readonly stay: Stay | null;
}) => (
  <li className={styles.line}>
    <div className={styles.words}>
      <h3>Apartment {apartment.apartmentNumber}</h3>
      <p className={styles.address}>{apartmentWords(apartment)}</p>
    </div>
    {stay && !isFree(apartment, stay) && <Badge tone="warn">Taken then</Badge>}
    {stay && apartment.stayPrice !== undefined && isFree(apartment, stay) && (
      <p className={styles.price}>
        {formatMoney(apartment.stayPrice)}
        <span> · {formatMoney(apartment.stayPrice / nightsBetween(stay))} a night</span>
      </p>
    )}
    <LinkButton
      href={`/stays/${apartment.id}${stay ? `?${new URLSearchParams({ ...stay }).toString()}` : ''}`}
    >
      Look<span className={styles.hidden}> at apartment {apartment.apartmentNumber}</span>
    </LinkButton>
  </li>
);
