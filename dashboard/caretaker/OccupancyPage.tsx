import { parseDate } from '@internationalized/date';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { formatDays, todayHere } from '../components/format.ts';
import { Card, Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { Select } from '../components/Select.tsx';
import type { ApiError } from '../data/ApiError.ts';
import { send } from '../data/graphql.ts';
import { useSubscription } from '../data/hooks.ts';
import { readAll } from '../data/readAll.ts';
import { problemWords } from '../data/problemWords.ts';
import { NightsTable, type Apartment } from './NightsTable.tsx';
import { OccupancyDocument } from './occupancy.documents.ts';
import { StaffBookingStatusDocument } from './pending.documents.ts';
import { readRest, type Building } from './readPile.ts';
import { useGathered } from './useGathered.ts';
import { useBuildings } from './usePile.ts';
import styles from './OccupancyPage.module.css';

/** Nights that are shown at once. */
const NIGHTS = 28;
const STEP = 14;

const later = (date: string, days: number) => parseDate(date).add({ days }).toString();

/** Which nights of a building are taken, which are asked for, and which are free. */
export default function OccupancyPage() {
  const buildings = useBuildings();
  const [chosen, setChosen] = useState<string>();
  const building = buildings.data?.find(({ id }) => id === chosen) ?? buildings.data?.[0];
  return (
    <Page title="Occupancy" lead="Which nights are taken, and which are asked for.">
      {buildings.error && (
        <Problem title="The buildings cannot be shown now" onRetry={() => void buildings.refetch()}>
          {problemWords(buildings.error)}
        </Problem>
      )}
      {buildings.isPending && <Loading lines={4} />}
      {buildings.data?.length === 0 && (
        <Empty title="There are no buildings yet">
          <p>Admins create them.</p>
        </Empty>
      )}
      {building && <Nights building={building} buildings={buildings.data ?? []} onChange={setChosen} />}
    </Page>
  );
}

interface NightsProps {
  readonly building: Building;
  readonly buildings: readonly Building[];
  readonly onChange: (buildingId: string) => void;
}

function Nights({ building, buildings, onChange }: NightsProps) {
  const [from, setFrom] = useState(todayHere);
  const to = later(from, NIGHTS);
  const { data: nightly, error, refetch, isPlaceholderData } = useNights(building.id, from, to);
  const data = nightly?.apartments;
  return (
    <Card>
      <div className={styles.controls}>
        <Select
          label="Building"
          options={buildings.map(({ id, name }) => ({ id, label: name }))}
          value={building.id}
          onChange={onChange}
        />
        <div className={styles.range}>
          <Button aria-label="Two weeks earlier" onPress={() => setFrom(later(from, -STEP))}>
            ←
          </Button>
          <Button isDisabled={from === todayHere()} onPress={() => setFrom(todayHere())}>
            Today
          </Button>
          <Button aria-label="Two weeks later" onPress={() => setFrom(later(from, STEP))}>
            →
          </Button>
        </div>
      </div>
      {error && !data && (
        <Problem title="The nights cannot be shown now" onRetry={() => void refetch()}>
          {problemWords(error)}
        </Problem>
      )}
      {!data && !error && <Loading lines={4} />}
      {data?.length === 0 && (
        <Empty title="This building has no apartments yet">
          <p>Admins create them.</p>
        </Empty>
      )}
      {data && data.length > 0 && (
        <>
          <p className={styles.summary}>{isPlaceholderData ? '…' : summaryOf(data, from, to)}</p>
          <NightsTable
            isBusy={isPlaceholderData}
            apartments={data}
            from={from}
            nights={NIGHTS}
            caption={formatDays(from, later(to, -1))}
          />
          <Legend />
        </>
      )}
    </Card>
  );
}

/** All of a building, each with all that is asked for there. */
async function readApartments(variables: {
  buildingId: string;
  from: string;
  to: string;
}): Promise<Apartment[]> {
  const apartments = await readAll(
    async (nextToken) => (await send(OccupancyDocument, { ...variables, nextToken })).listApartments,
  );
  return Promise.all(
    apartments.map(async ({ pendingBookings: { items, nextToken }, ...apartment }) => ({
      ...apartment,
      asked: [...items, ...(await readRest(apartment.id, nextToken))].flatMap((stay) =>
        stay.__typename === 'ApartmentBooking' ? [stay] : [],
      ),
    })),
  );
}

interface Nightly {
  readonly buildingId: string;
  readonly apartments: readonly Apartment[];
}

/** The nights of a building's apartments, as they are stored, and as they change. */
function useNights(buildingId: string, from: string, to: string) {
  const cache = useQueryClient();
  const variables = { buildingId, from, to };
  const nights = useQuery<Nightly, ApiError>({
    queryKey: ['Occupancy', variables],
    queryFn: async () => ({
      buildingId,
      apartments: await readApartments(variables),
    }),
    // Until other nights of the building are read, its apartments stay where they are, and the table is dimmed.
    placeholderData: (before) => (before?.buildingId === buildingId ? before : undefined),
  });
  const refresh = useGathered(() => cache.invalidateQueries({ queryKey: ['Occupancy'] }));
  useSubscription(StaffBookingStatusDocument, {}, ({ onBookingStatus }) => {
    if (onBookingStatus?.apartmentId) refresh('nights');
  });
  return nights;
}

function summaryOf(apartments: readonly Apartment[], from: string, to: string) {
  const taken = apartments.reduce((sum, { takenNights }) => sum + takenNights.length, 0);
  const share = Math.round((taken / (apartments.length * NIGHTS)) * 100);
  return `${formatDays(from, later(to, -1))}: ${share} % of the nights are taken.`;
}

const Legend = () => (
  <ul className={styles.legend}>
    <li>
      <span className={styles.taken} aria-hidden /> taken
    </li>
    <li>
      <span className={styles.asked} aria-hidden /> asked for
    </li>
    <li>
      <span className={styles.free} aria-hidden /> free
    </li>
  </ul>
);
