import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useLocation } from 'wouter';
import { Button, LinkButton } from '../components/Button.tsx';
import { DayCalendar } from '../components/Calendar.tsx';
import { formatMinutes, formatMoney, formatTime, formatWeekday, todayHere } from '../components/format.ts';
import { Card, Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { useData, useSend } from '../data/hooks.ts';
import { newToken } from '../data/newToken.ts';
import { problemWords } from '../data/problemWords.ts';
import type { PathParams } from '../PageEntry.ts';
import { MyBookingsDocument } from './bookings.documents.ts';
import styles from './ServicePage.module.css';
import { ASKED } from './stays.ts';
import { BookServiceDocument, ServiceDocument, type ServiceQuery, SlotsDocument } from './shop.documents.ts';

type Service = NonNullable<ServiceQuery['product']>;

/** One service: a day, its free slots, and the button that asks for one. */
export default function ServicePage({ serviceId = '' }: PathParams) {
  const { data, error, refetch } = useData(ServiceDocument, { id: serviceId });
  const service = data?.product;
  if (error) return <Problem title="This service cannot be shown now" onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (!service?.offered || service.slotMinutes === null)
    return (
      <Empty title="This is not offered any more">
        <LinkButton href="/services">Book a service</LinkButton>
      </Empty>
    );
  return (
    <Page
      title={service.name}
      lead={`${service.description}. ${formatMinutes(service.slotMinutes)}, ${formatMoney(service.price)}.`}
      actions={<LinkButton href="/services">All services</LinkButton>}
    >
      <Slots service={service} />
    </Page>
  );
}

function Slots({ service }: { readonly service: Service }) {
  const [day, setDay] = useState(todayHere);
  const [dateTime, setDateTime] = useState<string | null>(null);
  const book = useSend(BookServiceDocument, [MyBookingsDocument, SlotsDocument]);
  const [, navigate] = useLocation();
  const [clientToken] = useState(newToken);
  const ask = (wanted: string) =>
    book.mutate(
      {
        input: {
          serviceId: service.id,
          dateTime: wanted,
          clientToken: `${clientToken}-${Date.parse(wanted)}`,
        },
      },
      { onSuccess: ({ createServiceBooking: { id } }) => navigate(`/bookings/${id}`, { state: ASKED }) },
    );
  return (
    <div className={styles.columns}>
      <Card>
        <DayCalendar
          label="Day"
          value={day}
          onChange={(chosen) => {
            setDay(chosen);
            setDateTime(null);
          }}
        />
      </Card>
      <Card>
        <SlotChoice service={service} day={day} value={dateTime} onChange={setDateTime} />
        {book.error && <Problem title={problemWords(book.error)} />}
        <div>
          <Button
            kind="primary"
            isDisabled={dateTime === null}
            isPending={book.isPending}
            onPress={() => dateTime !== null && ask(dateTime)}
          >
            {dateTime === null ? 'Choose a slot' : `Ask for ${formatTime(dateTime, zoneOf(service))}`}
          </Button>
        </div>
      </Card>
    </div>
  );
}

const zoneOf = ({ timeZone }: Service) => timeZone ?? 'UTC';

interface SlotChoiceProps {
  readonly service: Service;
  readonly day: string;
  readonly value: string | null;
  readonly onChange: (dateTime: string) => void;
}

function SlotChoice({ service, day, value, onChange }: SlotChoiceProps) {
  const { data, error, refetch } = useData(SlotsDocument, { serviceId: service.id, from: day, to: day });
  const slots = data?.availableSlots;
  if (error) return <Problem title={problemWords(error)} onRetry={() => void refetch()} />;
  if (!slots) return <Loading lines={2} />;
  if (slots.length === 0) return <p>There are no slots left on this day. Choose another one.</p>;
  return (
    <RadioGroup value={value} onChange={onChange} className={styles.slots ?? ''}>
      <Label>
        {formatWeekday(day)}, times of {zoneOf(service).replace('_', ' ')}
      </Label>
      <div className={styles.grid}>
        {slots.map((slot) => (
          <Radio
            key={slot.dateTime}
            value={slot.dateTime}
            isDisabled={slot.free === 0}
            className={styles.slot ?? ''}
          >
            {formatTime(slot.dateTime, zoneOf(service))}
            <span className={styles.free}>{slot.free === 0 ? 'taken' : `${slot.free} free`}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
