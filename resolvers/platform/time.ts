import { util } from '@aws-appsync/utils';
import { storedInstant } from '../../model/instants.ts';

/** This instant as rows have it. */
export const nowInstant = () => storedInstant(util.time.nowISO8601());

/** An instant in epoch milliseconds as rows have it. */
export const instantAt = (epochMilliseconds: number) =>
  storedInstant(util.time.epochMilliSecondsToISO8601(epochMilliseconds));
