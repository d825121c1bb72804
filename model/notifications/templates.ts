import { lineOf } from '../texts.ts';
import { english, englishPhrases } from './english.ts';
import type { Facts, Phrases, Said, Templates } from './facts.ts';
import { german, germanPhrases } from './german.ts';
import type { Language, NotificationKind } from './kinds.ts';

const templates: Readonly<Record<Language, Templates>> = { EN: english, DE: german };

/** Two lines, whatever line breaks and controls the facts have: a title and a body of at most 80 and 400 characters. */
export const renderNotification = <Kind extends NotificationKind>(
  kind: Kind,
  facts: Facts[Kind],
  language: Language,
): Said => {
  const { title, body } = templates[language][kind](facts);
  return { title: shortened(title, MAX_TITLE), body: shortened(body, MAX_BODY) };
};

const MAX_TITLE = 80;
const MAX_BODY = 400;

const shortened = (text: string, most: number) => {
  const line = lineOf(text);
  // By characters, of which one may be two code units.
  const characters = [...line];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line;
};

/** What else is written to people. */
export const phrases: Readonly<Record<Language, Phrases>> = { EN: englishPhrases, DE: germanPhrases };
