import { SECONDS_OF_DAY } from '../../../model/calendar.ts';
import { now } from '../../platform/now.ts';
import { entities } from './entities.ts';

/** Longer than a queue keeps its letters. */
const SCAN_DAYS = 30;

/** Writes how many letters of a queue are recorded. Where they were moved since it was seen, it is looked at again. */
export const rememberScan = async (queue: string, recorded: number, isStale: boolean): Promise<void> => {
  const { iso, seconds } = now();
  const ttl = seconds + SCAN_DAYS * SECONDS_OF_DAY;
  await entities.QueueScan.put({ queue, recorded, isStale, scannedOn: iso, ttl }).go();
};
