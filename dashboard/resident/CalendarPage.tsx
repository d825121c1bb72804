import { useState } from 'react';
import { Button, LinkButton } from '../components/Button.tsx';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { TextField } from '../components/Field.tsx';
import { Card, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { useSend } from '../data/hooks.ts';
import { problemWords } from '../data/problemWords.ts';
import { CreateCalendarLinkDocument, RevokeCalendarLinkDocument } from './calendar.documents.ts';

/** A link by which a calendar program shows somebody's bookings beside the rest of their days. */
export default function CalendarPage() {
  const create = useSend(CreateCalendarLinkDocument, []);
  const revoke = useSend(RevokeCalendarLinkDocument, []);
  const error = create.error ?? revoke.error;
  const make = () => {
    revoke.reset();
    create.mutate({});
  };
  const takeAway = () => {
    create.reset();
    revoke.mutate({});
  };
  const url = create.data?.createCalendarLink.url;
  return (
    <Page
      title="In my calendar"
      lead="Your stays and appointments, in the calendar program that you use."
      actions={<LinkButton href="/bookings">My bookings</LinkButton>}
    >
      <Card title="Your link">
        <p>
          A calendar program follows your bookings by a link of your own. Whoever has it sees them too, so
          keep it to yourself. There is one at a time: a new one ends the one before.
        </p>
        {url !== undefined && <Link address={addressHere(url)} />}
        {error && <Problem title={problemWords(error)} />}
        <div className="actions">
          <Button
            kind={url === undefined ? 'primary' : 'secondary'}
            isPending={create.isPending}
            onPress={make}
          >
            {url === undefined ? 'Make a link' : 'Make another one'}
          </Button>
          <ConfirmDialog
            label="Take the link away"
            title="Take your link away?"
            action="Take it away"
            isPending={revoke.isPending}
            onConfirm={takeAway}
          >
            Calendar programs that follow it see nothing more. You can make a new one at any time.
          </ConfirmDialog>
          <span role="status">
            {revoke.isSuccess && 'You have no link now. Programs that followed one see nothing more.'}
          </span>
        </div>
      </Card>
    </Page>
  );
}

/** The web app's address answers the same path. */
const addressHere = (url: string): string => new URL(new URL(url).pathname, location.origin).href;

function Link({ address }: { readonly address: string }) {
  const [said, setSaid] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => setSaid('Copied.'),
      () => setSaid('Select it and copy it yourself: your browser does not let us.'),
    );
  return (
    <>
      <TextField
        label="Address"
        value={address}
        isReadOnly
        description="It is shown this once. Choose “subscribe to a calendar” or “add by URL” in your program, and paste it there."
      />
      <div className="actions">
        <Button onPress={() => void copy()}>Copy</Button>
        {/* Programs for calendars are opened by this scheme where there is one. */}
        <LinkButton href={address.replace(/^https?:/, 'webcal:')}>Open in my calendar</LinkButton>
        <span role="status">{said}</span>
      </div>
    </>
  );
}
