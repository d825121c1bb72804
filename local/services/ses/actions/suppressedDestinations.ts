import { z } from 'zod';
import { listOf, text } from '../../../platform/checkInput.ts';
import { addressIn } from '../addresses.ts';
import type { SuppressedAddress } from '../createSesState.ts';
import { notFound } from '../errors.ts';
import { defineSesAction, page, paginate } from '../SesAction.ts';

// Addresses that SES takes e-mails for and delivers none to: https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html

const EmailAddress = text(1, 320);
const Reason = z.enum(['BOUNCE', 'COMPLAINT']);

/** Addresses on the list do not differ by case: documented there. */
export const suppressionKey = (address: string) => address.toLowerCase();

const describe = ({ address, reason, updatedAt }: SuppressedAddress) => ({
  EmailAddress: address,
  Reason: reason,
  LastUpdateTime: updatedAt / 1000,
});

/** The words are chosen. */
const notListed = (address: string) =>
  notFound(`Email address ${address} does not exist on your suppression list.`);

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutSuppressedDestination.html */
export const putSuppressedDestination = defineSesAction(
  { EmailAddress, Reason },
  ({ EmailAddress: given, Reason: reason }, { state, world }) => {
    const address = suppressionKey(addressIn(given));
    state.suppressed.set(address, { address, reason, updatedAt: world.clock.now() });
  },
);

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetSuppressedDestination.html */
export const getSuppressedDestination = defineSesAction({ EmailAddress }, (input, { state }) => {
  const found = state.suppressed.get(suppressionKey(input.EmailAddress));
  if (!found) throw notListed(input.EmailAddress);
  return { SuppressedDestination: describe(found) };
});

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteSuppressedDestination.html */
export const deleteSuppressedDestination = defineSesAction({ EmailAddress }, (input, { state }) => {
  if (!state.suppressed.delete(suppressionKey(input.EmailAddress))) throw notListed(input.EmailAddress);
});

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListSuppressedDestinations.html */
export const listSuppressedDestinations = defineSesAction(
  { ...page, Reasons: listOf(Reason, 2).optional() },
  ({ Reasons, ...input }, { state }) => {
    const wanted = state.suppressed.values().filter(({ reason }) => !Reasons || Reasons.includes(reason));
    const { items, ...rest } = paginate(wanted, input);
    return { SuppressedDestinationSummaries: items.map(describe), ...rest };
  },
);
