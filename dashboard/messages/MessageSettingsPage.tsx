import { type FormEvent, useState } from 'react';
import { Form } from 'react-aria-components';
import type { NotificationChannel } from '../../model/schema.ts';
import { Button, LinkButton } from '../components/Button.tsx';
import { CheckboxList } from '../components/CheckboxList.tsx';
import { TextField } from '../components/Field.tsx';
import { Card, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { Select } from '../components/Select.tsx';
import { useData, useSend } from '../data/hooks.ts';
import { problemWords } from '../data/problemWords.ts';
import {
  MessagePreferencesDocument,
  type MessagePreferencesQuery,
  SetMessagePreferencesDocument,
} from './messages.documents.ts';
import styles from './MessageSettingsPage.module.css';
import { PhoneCard } from './PhoneCard.tsx';

type Preferences = MessagePreferencesQuery['notificationPreferences'];

/** How somebody is told what becomes of their bookings and orders. */
export default function MessageSettingsPage() {
  const { data, error, refetch } = useData(MessagePreferencesDocument, {});
  const preferences = data?.notificationPreferences;
  return (
    <Page
      title="How I am told"
      lead="Your inbox gets every message. This is about what else is sent."
      actions={<LinkButton href="/messages">Messages</LinkButton>}
    >
      {error && <Problem title="Your settings cannot be shown now" onRetry={() => void refetch()} />}
      {!preferences && !error && <Loading lines={2} />}
      {preferences && (
        <>
          <Settings preferences={preferences} />
          <PhoneCard preferences={preferences} />
        </>
      )}
    </Page>
  );
}

const CHANNELS = [
  { id: 'EMAIL', label: 'By e-mail' },
  { id: 'TEXT', label: 'By text message' },
] as const;

const LANGUAGES = [
  { id: 'EN', label: 'English' },
  { id: 'DE', label: 'Deutsch' },
] as const;

function Settings({ preferences }: { readonly preferences: Preferences }) {
  const [channels, setChannels] = useState<readonly NotificationChannel[]>(preferences.channels);
  const [language, setLanguage] = useState(preferences.language);
  const [from, setFrom] = useState(preferences.quietHours?.from ?? '');
  const [to, setTo] = useState(preferences.quietHours?.to ?? '');
  const save = useSend(SetMessagePreferencesDocument, [MessagePreferencesDocument]);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const quietHours = from === '' && to === '' ? null : { from, to, timeZone };
    save.mutate({ input: { channels: [...channels], language, quietHours } });
  };
  return (
    <Card>
      <Form className={styles.form ?? ''} onSubmit={submit}>
        <CheckboxList label="Also send it" options={CHANNELS} value={channels} onChange={setChannels} />
        {channels.includes('TEXT') && !preferences.phoneVerified && (
          <p className={styles.muted}>No text is sent until the number below is verified.</p>
        )}
        <Select label="Language" options={LANGUAGES} value={language} onChange={setLanguage} />
        <fieldset className={styles.quiet}>
          <legend>Quiet hours, times of {timeZone.replace('_', ' ')}</legend>
          <TextField label="From" type="time" value={from} onChange={setFrom} isRequired={to !== ''} />
          <TextField label="To" type="time" value={to} onChange={setTo} isRequired={from !== ''} />
        </fieldset>
        {save.error && <Problem title={problemWords(save.error)} />}
        <div className="actions">
          <Button type="submit" kind="primary" isPending={save.isPending}>
            Save
          </Button>
          <span role="status">{save.isSuccess && 'Saved.'}</span>
        </div>
      </Form>
    </Card>
  );
}
