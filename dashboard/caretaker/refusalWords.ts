import type { ApiError } from '../data/ApiError.ts';
import { problemWords } from '../data/problemWords.ts';

/** Why a booking is not to be confirmed or declined any more, by what it is by now. */
const BY_STATUS: Readonly<Record<string, string>> = {
  APPROVED: 'Somebody else has confirmed it a moment ago.',
  PAID: 'It was confirmed, and is paid for.',
  COMPLETED: 'It is over.',
  REJECTED: 'Another stay was confirmed for one of these nights.',
  CANCELLED: 'It was cancelled.',
  EXPIRED: 'Its hold has ended, and the nights are free again.',
};

/** What a refused decision comes to, in words for staff. */
export function refusalWords(error: ApiError): string {
  const status = error.errorInfo['status'];
  const known = typeof status === 'string' ? BY_STATUS[status] : undefined;
  if (known !== undefined) return known;
  if (error.errorType === 'DatesTaken') return 'Another stay was confirmed for one of these nights.';
  if (error.errorType === 'TryAgain')
    return 'Somebody else is deciding on this at the same moment. Try again.';
  if (error.errorType === 'StateConflict') return error.message;
  return problemWords(error);
}

/** What a refused step of a list or an order comes to, in words for staff. */
export function listRefusal(error: ApiError): string {
  const { status } = error.errorInfo;
  if (error.errorType === 'StateConflict' && status === 'ASSIGNED')
    return 'Somebody else has taken this list.';
  if (error.errorType === 'StateConflict' && status === 'CANCELED')
    return 'The order was canceled meanwhile.';
  if (error.errorType === 'StateConflict') return `${error.message}.`;
  return problemWords(error);
}
