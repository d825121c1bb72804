import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { ApiError } from '../data/ApiError.ts';
import { useSend } from '../data/hooks.ts';
import { problemWords } from '../data/problemWords.ts';
import { usePerson } from '../session/session.ts';
import {
  CompleteListDocument,
  DeliverOrderDocument,
  GiveListBackDocument,
  SetAvailabilityDocument,
  ShipOrderDocument,
  TakeListDocument,
} from './deliveries.documents.ts';
import { ToBring } from './ToBring.tsx';
import { MyList } from './MyList.tsx';
import { Notice, type NoticeText } from './Notice.tsx';
import { listRefusal } from './refusalWords.ts';
import { ToFetch } from './ToFetch.tsx';
import { useBuildingNames, useDeliveries } from './useDeliveries.ts';

/** What is fetched for people, and brought to them. */
export default function DeliveriesPage() {
  const { userId } = usePerson();
  const found = useDeliveries();
  const nameOf = useBuildingNames();
  const { notice, close, isBusy, ...acts } = useActs(found.refresh);
  const mine = found.assigned.find(({ assignedTo }) => assignedTo === userId);
  const isAvailable = found.me?.available === true;
  return (
    <Page
      title="Deliveries"
      lead={isAvailable ? 'You take shopping lists.' : 'You take no shopping lists now.'}
      actions={
        <Button isDisabled={isBusy || !found.isRead} onPress={() => acts.setAvailability(!isAvailable)}>
          {isAvailable ? 'Take no more lists' : 'Take lists'}
        </Button>
      }
    >
      <Notice notice={notice} onClose={close} />
      {found.error && !found.isRead && (
        <Problem title="Deliveries cannot be shown now" onRetry={found.retry}>
          {problemWords(found.error)}
        </Problem>
      )}
      {!found.isRead && !found.error && <Loading lines={4} />}
      {found.isRead && mine && (
        <MyList
          key={mine.id}
          list={mine}
          place={`${nameOf(mine.buildingId)}, ${mine.apartmentNumber}`}
          isBusy={isBusy}
          onComplete={(missing) => acts.complete(mine.id, missing)}
          onGiveBack={() => acts.giveBack(mine.id)}
        />
      )}
      {found.isRead && (
        <>
          <ToFetch
            available={found.available}
            others={found.assigned.filter(({ id }) => id !== mine?.id)}
            mayTake={!isBusy && isAvailable && !mine}
            onTake={acts.take}
          />
          <ToBring
            waiting={[...found.ready, ...found.paid]}
            shipped={found.shipped}
            isBusy={isBusy}
            onShip={acts.ship}
            onDeliver={acts.deliver}
          />
        </>
      )}
    </Page>
  );
}

/** What can be done, and what came of the last of it. What is shown is what is stored then. */
function useActs(refresh: () => void) {
  const [notice, setNotice] = useState<NoticeText>();
  const availability = useSend(SetAvailabilityDocument, []);
  const take = useSend(TakeListDocument, []);
  const giveBack = useSend(GiveListBackDocument, []);
  const complete = useSend(CompleteListDocument, []);
  const ship = useSend(ShipOrderDocument, []);
  const deliver = useSend(DeliverOrderDocument, []);
  const tell = async (answer: Promise<unknown>, done: string) => {
    setNotice(undefined);
    try {
      await answer;
      setNotice({ tone: 'good', text: done });
    } catch (refusal) {
      setNotice({ tone: 'bad', text: listRefusal(ApiError.from(refusal)) });
    }
    refresh();
  };
  return {
    notice,
    close: () => setNotice(undefined),
    isBusy: [availability, take, giveBack, complete, ship, deliver].some(({ isPending }) => isPending),
    setAvailability: (available: boolean) =>
      void tell(
        availability.mutateAsync({ available }),
        available ? 'You take lists now.' : 'You take no more lists.',
      ),
    take: (listId: string) => void tell(take.mutateAsync({ listId }), 'The list is yours.'),
    giveBack: (listId: string) =>
      void tell(giveBack.mutateAsync({ listId }), 'The list is given back to the others.'),
    complete: (listId: string, missing: { sku: string; units: number }[]) =>
      void tell(complete.mutateAsync({ listId, missing }), 'The list is completed.'),
    ship: (orderId: string) => void tell(ship.mutateAsync({ orderId }), 'The order is on its way.'),
    deliver: (orderId: string) => void tell(deliver.mutateAsync({ orderId }), 'The order is delivered.'),
  };
}
