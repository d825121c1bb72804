import { z } from 'zod';
import type { LetterHints, TextAttributes } from '../local/cli/createDeathWatch.ts';
import { DEFAULT_PORT } from '../local/cli/options/portOptions.ts';

/** How long after its death a letter is sent, at most: what is sent later was brought back. */
const SENT_WITHIN_MS = 5000;

/** What workers write on letters, as far as the terminal reads it. */
const Death = z.object({ diedOn: z.iso.datetime(), redrives: z.number().default(0) });
const Redrive = z.object({ count: z.number() });

/**
 * What the terminal knows of dead letters: where their reason stands, which deliveries only pass through, and the command that
 * shows one.
 * @param port of the API, by which the command finds the cloud
 */
export const letterHints = (port: number): LetterHints => ({
  reasonOf({ ErrorCode, Reason, FailingStep }) {
    if (ErrorCode === undefined) return undefined;
    return `${ErrorCode}: ${Reason ?? FailingStep ?? ''}`;
  },
  isDying(attributes, sentAt) {
    const death = parsed(attributes, 'Death', Death);
    if (!death) return false;
    const isBroughtBack = (parsed(attributes, 'Redrive', Redrive)?.count ?? 0) > death.redrives;
    return !isBroughtBack && sentAt - Date.parse(death.diedOn) <= SENT_WITHIN_MS;
  },
  commandFor: (messageId) =>
    `${port === DEFAULT_PORT ? '' : `PORT=${port} `}npm run letters -- show ${messageId}`,
});

/** Anybody may write an attribute, so one that does not fit counts for none. */
function parsed<Schema extends z.ZodType>(
  attributes: TextAttributes,
  name: string,
  schema: Schema,
): z.output<Schema> | undefined {
  const text = attributes[name];
  try {
    return text === undefined ? undefined : schema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
