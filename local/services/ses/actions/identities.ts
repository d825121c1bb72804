import { z } from 'zod';
import { text } from '../../../platform/checkInput.ts';
import { addressIn } from '../addresses.ts';
import type { Identity, SesState } from '../createSesState.ts';
import { alreadyExists, badRequest, notFound } from '../errors.ts';
import { defineSesAction, page, paginate } from '../SesAction.ts';
import { configurationSet } from './configurationSets.ts';

// Every identity is verified at once, because nobody reads the mail of an address here, and no name server is asked. Chosen.

const EmailIdentity = text(1, 320);

/** https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const DOMAIN =
  /^(?=.{3,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const typeOf = (name: string) => (name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN');

/** Domains do not differ by case; addresses do, before the `@`. https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html */
function identityName(given: string): string {
  if (given.includes('@')) {
    const address = addressIn(given);
    const at = address.lastIndexOf('@');
    return address.slice(0, at) + address.slice(at).toLowerCase();
  }
  const domain = given.toLowerCase();
  if (!DOMAIN.test(domain)) throw badRequest(`Invalid domain name ${given}.`);
  return domain;
}

/** Throws `NotFoundException`, as documented; the words are chosen. */
function identity({ identities }: SesState, given: string): Identity {
  const found = identities.get(identityName(given));
  if (!found) throw notFound(`Email identity ${given} does not exist.`);
  return found;
}

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentity.html */
export const createEmailIdentity = defineSesAction(
  { EmailIdentity, ConfigurationSetName: z.string().optional() },
  ({ EmailIdentity: given, ConfigurationSetName }, { state }) => {
    const name = identityName(given);
    // Recorded: https://github.com/anomalyco/sst/issues/4556
    if (state.identities.has(name)) throw alreadyExists(`Email identity ${given} already exist.`);
    if (ConfigurationSetName !== undefined) configurationSet(state, ConfigurationSetName);
    state.identities.set(name, { name, configurationSetName: ConfigurationSetName });
    return { IdentityType: typeOf(name), VerifiedForSendingStatus: true, DkimAttributes: dkimOf(name) };
  },
);

/** Recorded: https://github.com/getmoto/moto/issues/9771 */
export const getEmailIdentity = defineSesAction({ EmailIdentity }, (input, { state }) => {
  const { name, configurationSetName } = identity(state, input.EmailIdentity);
  return {
    IdentityType: typeOf(name),
    FeedbackForwardingStatus: true,
    VerifiedForSendingStatus: true,
    VerificationStatus: 'SUCCESS',
    DkimAttributes: dkimOf(name),
    Policies: {},
    Tags: [],
    ...(configurationSetName !== undefined && { ConfigurationSetName: configurationSetName }),
  };
});

/** Nothing is signed, and no name server is asked. Chosen. */
const dkimOf = (name: string) => ({
  SigningEnabled: typeOf(name) === 'DOMAIN',
  Status: typeOf(name) === 'DOMAIN' ? 'SUCCESS' : 'NOT_STARTED',
  SigningAttributesOrigin: 'AWS_SES',
});

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteEmailIdentity.html */
export const deleteEmailIdentity = defineSesAction({ EmailIdentity }, (input, { state }) => {
  state.identities.delete(identity(state, input.EmailIdentity).name);
});

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListEmailIdentities.html */
export const listEmailIdentities = defineSesAction(page, (input, { state }) => {
  const { items, ...rest } = paginate(state.identities.values(), input);
  const EmailIdentities = items.map(({ name }) => ({
    IdentityType: typeOf(name),
    IdentityName: name,
    SendingEnabled: true,
    VerificationStatus: 'SUCCESS',
  }));
  return { EmailIdentities, ...rest };
});

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutEmailIdentityConfigurationSetAttributes.html */
export const putEmailIdentityConfigurationSetAttributes = defineSesAction(
  { EmailIdentity, ConfigurationSetName: z.string().optional() },
  ({ EmailIdentity: given, ConfigurationSetName }, { state }) => {
    if (ConfigurationSetName !== undefined) configurationSet(state, ConfigurationSetName);
    identity(state, given).configurationSetName = ConfigurationSetName;
  },
);
