import { type FormEvent, useState } from 'react';
import { wordsFor } from './wordsFor.ts';

type Fields = Readonly<Record<string, string | undefined>>;

/** One form of a sign-in: what it sends, whether it is on its way, and what Cognito had against it. */
export function useStep() {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const run = (act: (fields: Fields) => Promise<void>) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // Text fields alone: a form of ours takes no files.
    const fields = Object.fromEntries(new FormData(event.currentTarget)) as Fields;
    setPending(true);
    setProblem(undefined);
    act(fields)
      .catch((error: unknown) => setProblem(wordsFor(error)))
      .finally(() => setPending(false));
  };
  return { run, isPending, problem };
}
