import type { RecordedEvent } from './recordEvents.ts';

/** What accounts say of people, as far as it is worth looking for: a short text is in others by chance. */
const SHORTEST = 5;

/** Attributes of an account's row that say something of a person. */
const PERSONAL = ['email', 'firstName', 'lastName', 'username', 'phone', 'streetAddress', 'bio'] as const;

/** What the accounts of these rows say of people. */
export const personalTextsOf = (rows: readonly Readonly<Record<string, unknown>>[]): ReadonlySet<string> =>
  new Set(
    rows
      .filter(({ pk }) => String(pk).startsWith('USER#'))
      .flatMap((row) => PERSONAL.map((name) => row[name]))
      .filter((text) => typeof text === 'string')
      .filter((text) => text.length >= SHORTEST),
  );

/** Each event that says something of a person, and what. */
export const eventsAboutPeople = (
  events: readonly Pick<RecordedEvent, 'eventName' | 'eventData'>[],
  texts: ReadonlySet<string>,
): string[] =>
  events.flatMap(({ eventName, eventData }) => {
    const said = JSON.stringify(eventData);
    const found = [...texts].filter((text) => said.includes(text));
    if (/[\w.+-]+@[\w-]+\.\w+/.test(said)) found.push('an e-mail address');
    return found.map((text) => `${eventName}: ${text}`);
  });
