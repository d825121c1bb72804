import { rmSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { errorMessage } from '../../../../local/platform/errors.ts';
import { withDeadline } from '../../../support/deadline.ts';
import * as given from '../../given.ts';
import type { Journey } from '../Journey.ts';
import { journeys } from '../recordUses.ts';
import type { Failure } from '../table.ts';
import { type StatementPlace, withoutStatement } from './withoutStatement.ts';

/** A statement, and the journeys of which a request needs it, shortest first. */
export interface Removal {
  readonly name: string;
  readonly place: StatementPlace;
  readonly neededBy: readonly string[];
}

/** As long as a test may take. */
const LONGEST_MS = 60_000;

/** Deploys the templates without the statement and returns the first journey that fails; undefined where none does. */
export async function tryRemoval(
  assembly: string,
  { place, neededBy }: Removal,
): Promise<Failure | undefined> {
  const copy = withoutStatement(assembly, place);
  try {
    for (const name of neededBy) {
      const journey = journeys.find((each) => each.name === name);
      const message = journey && (await failureOf(journey, copy));
      if (message) return { journey: name, message };
    }
    return undefined;
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** The words with which a journey fails on a desk of its own; undefined where it does not. */
async function failureOf(journey: Journey, assembly: string): Promise<string | undefined> {
  try {
    await using desk = await given.frontdesk({ assembly });
    await withDeadline(journey.run(desk), 'the journey', LONGEST_MS);
    return undefined;
  } catch (error) {
    return shortened(errorMessage(error));
  }
}

const MOST_CHARACTERS = 160;

/** The first line, without what differs from run to run. */
function shortened(message: string): string {
  const [line = ''] = stripVTControlCharacters(message).split('\n');
  const lasting = line
    .replace(/^(?:GraphQL refused: )?\[\{"path":\["(\w+)".*?"errorType":"(\w+)".*$/, '$1 answers $2')
    .replace(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|\b01[\dA-HJKMNP-TV-Z]{24}\b/g, '…')
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, 'http://…');
  return lasting.length > MOST_CHARACTERS ? `${lasting.slice(0, MOST_CHARACTERS - 1)}…` : lasting;
}
