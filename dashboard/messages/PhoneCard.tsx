import { Button } from '../components/Button.tsx';
import { TextField } from '../components/Field.tsx';
import { Card } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { ApiError } from '../data/ApiError.ts';
import { useSend } from '../data/hooks.ts';
import { problemWords } from '../data/problemWords.ts';
import { FormCard } from '../session/FormCard.tsx';
import {
  ChangePhoneDocument,
  MessagePreferencesDocument,
  type MessagePreferencesQuery,
  VerifyPhoneDocument,
} from './messages.documents.ts';

type Preferences = MessagePreferencesQuery['notificationPreferences'];

/** The number that texts go to: none, one whose code is awaited, or one that is verified. */
export function PhoneCard({ preferences: { phone, phoneVerified } }: { readonly preferences: Preferences }) {
  if (phone === null) return <NewNumber />;
  return phoneVerified ? <Verified phone={phone} /> : <AwaitedCode phone={phone} />;
}

const TITLE = 'Number for text messages';

/** What is said of an error instead of the API's own words, which name its arguments. */
async function inWordsOf(words: Readonly<Record<string, string>>, asked: Promise<unknown>): Promise<void> {
  try {
    await asked;
  } catch (error) {
    const said = error instanceof ApiError ? words[error.errorType] : undefined;
    throw said === undefined ? error : new Error(said, { cause: error });
  }
}

const NO_NUMBER = 'No texts can be sent to this number. Write it with its country, such as +49 40 1234567.';

function NewNumber() {
  const change = useSend(ChangePhoneDocument, [MessagePreferencesDocument]);
  return (
    <FormCard
      title={TITLE}
      action="Send a code"
      done=""
      act={(field) =>
        inWordsOf(
          { InvalidArgument: NO_NUMBER, Malformed: NO_NUMBER },
          change.mutateAsync({ phone: field('phone') }),
        )
      }
    >
      <TextField
        label="Telephone"
        name="phone"
        type="tel"
        autoComplete="tel"
        description="With its country, such as +49 40 1234567. We text a code to it once, to know that it is yours."
        isRequired
      />
    </FormCard>
  );
}

function AwaitedCode({ phone }: { readonly phone: string }) {
  const change = useSend(ChangePhoneDocument, [MessagePreferencesDocument]);
  const verify = useSend(VerifyPhoneDocument, [MessagePreferencesDocument]);
  return (
    <FormCard
      title={TITLE}
      action="Verify"
      done=""
      act={(field) =>
        inWordsOf(
          {
            InvalidArgument: 'That is not the code. Look at the latest message.',
            StateConflict: 'That code is too old, or was tried too often. Ask for a new one.',
          },
          verify.mutateAsync({ code: field('code').trim() }),
        )
      }
      actions={
        <>
          <Button isPending={change.isPending} onPress={() => change.mutate({ phone })}>
            Send another code
          </Button>
          <Button kind="quiet" isPending={change.isPending} onPress={() => change.mutate({ phone: null })}>
            Another number
          </Button>
        </>
      }
    >
      <p role="status">
        A code is on its way to {phone}. It is good for ten minutes; there are at most three a day.
      </p>
      <TextField
        label="Code"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        isRequired
      />
      {change.error && <Problem title={problemWords(change.error)} />}
    </FormCard>
  );
}

function Verified({ phone }: { readonly phone: string }) {
  const change = useSend(ChangePhoneDocument, [MessagePreferencesDocument]);
  return (
    <Card title={TITLE}>
      <p role="status">Texts go to {phone}, which is verified.</p>
      {change.error && <Problem title={problemWords(change.error)} />}
      <div>
        <Button isPending={change.isPending} onPress={() => change.mutate({ phone: null })}>
          Take this number away
        </Button>
      </div>
    </Card>
  );
}
