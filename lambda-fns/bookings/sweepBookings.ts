import { SweepBookings } from '../../model/bookings/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { now } from '../platform/now.ts';
import { dueAppointments, dueInBuilding } from './dueBookings.ts';
import { endDue } from './endDue.ts';
import { sendBuildings } from './sendBuildings.ts';

/**
 * Writes down what time has brought: EXPIRED where nobody confirmed, COMPLETED where it is over. The first
 * message of a sweep looks through the appointments and sends itself a message for each building.
 */
export const handler = eachRecord({
  step: 'sweepBookings',
  schema: SweepBookings,
  entityIdOf: (body) => body?.buildingId ?? body?.sweep,
  handle: async (message) => {
    const instant = now();
    if (message.sweep === 'building')
      return endDue(await dueInBuilding(message.buildingId, instant), instant);
    await sendBuildings();
    return endDue(await dueAppointments(instant), instant);
  },
});
