import * as z from 'zod';
import {
  codeField,
  countField,
  idField,
  idOrNone,
  instantField,
  labelField,
  reasonField,
  wordField,
  type EventEntry,
} from '../eventFields.ts';
import { deathClasses } from './attributes.ts';
import { deadLetterStatuses } from './states.ts';

/** The data of a letter's event. Texts are `''` where there is none: rules read each. */
export const deadLetterEventData = z.strictObject({
  letterId: idField('Which letter'),
  queue: labelField('The queue it lies in, or lay in'),
  status: wordField(deadLetterStatuses, 'Where it is, or what took it away'),
  deathClass: wordField(deathClasses, 'How its message died'),
  errorCode: codeField('What stopped it'),
  reason: reasonField('Why'),
  failingStep: labelField('The step that gave up; empty where it is not known'),
  entityType: labelField('What the message was about; empty where it is not known'),
  entityId: idOrNone('Which one of them'),
  updatedOn: instantField('When it was found, or left'),
});

/** The data of the event that an order is delayed, or is no more: as `OrderStatusUpdate` has it. */
export const orderDelayData = z.strictObject({
  orderId: idField('Which order'),
  userId: idField('Who ordered'),
  status: codeField('As it was stored at that moment, QUEUED where nothing was'),
  reason: reasonField('What its owner is told'),
  updatedOn: instantField('When it was found'),
});

/** Likewise of a booking. */
export const bookingDelayData = z.strictObject({
  bookingId: idField('Which booking'),
  userId: idField('Who booked'),
  apartmentId: idOrNone('Which apartment'),
  status: codeField('As it was stored at that moment, QUEUED where nothing was'),
  reason: reasonField('What its owner is told'),
  updatedOn: instantField('When it was found'),
});

/** How far a run has come. Texts all: a rule passes them to the API as they are. */
export const letterRunData = z.strictObject({
  runId: idField('Which run'),
  action: codeField('What it does to letters'),
  queue: labelField('Whose letters'),
  status: codeField('How far it is'),
  planned: countField('Letters it is about'),
  done: countField('Letters that were sent home, deleted or edited'),
  diedAgain: countField('Letters that it sent home and that died again'),
  ending: reasonField('How it ended'),
  startedOn: instantField('When it began'),
  updatedOn: instantField('When it was so far'),
});

export const letterEvents = {
  DEAD_LETTER_FOUND_EVENT: { says: 'A dead letter was found in its queue.', data: deadLetterEventData },
  DEAD_LETTER_LEFT_EVENT: { says: 'A dead letter is in its queue no more.', data: deadLetterEventData },
  ORDER_DELAYED_EVENT: { says: 'A message about an order became a dead letter.', data: orderDelayData },
  ORDER_RESUMED_EVENT: { says: 'No message about an order is a dead letter any more.', data: orderDelayData },
  BOOKING_DELAYED_EVENT: { says: 'A message about a booking became a dead letter.', data: bookingDelayData },
  BOOKING_RESUMED_EVENT: {
    says: 'No message about a booking is a dead letter any more.',
    data: bookingDelayData,
  },
  LETTER_RUN_EVENT: { says: 'A run that moves letters has come so far.', data: letterRunData },
} as const satisfies Record<string, EventEntry>;
