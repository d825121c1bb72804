import { type FormEvent, useState } from 'react';
import { wordsFor } from './wordsFor.ts';

/** Returns the text that was typed into a field. */
export type ReadField = (name: string) => string;

/** What becomes of a form: whether it is on its way or done, and what is wrong with it. `act` sends what was typed. */
export function useSubmit(act: (field: ReadField) => Promise<unknown>) {
  const [state, setState] = useState<'idle' | 'pending' | 'done'>('idle');
  const [problem, setProblem] = useState<string>();
  const submit = async (form: HTMLFormElement) => {
    const fields = new FormData(form);
    setState('pending');
    setProblem(undefined);
    try {
      // Text fields alone: no form of ours takes a file.
      await act((name) => (fields.get(name) ?? '') as string);
      setState('done');
    } catch (error) {
      setState('idle');
      setProblem(wordsFor(error));
    }
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void submit(event.currentTarget);
  };
  return { onSubmit, isPending: state === 'pending', isDone: state === 'done', problem };
}
