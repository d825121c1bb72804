import { z } from 'zod';
import { matching } from '../../../platform/checkInput.ts';
import type { ConfigurationSet, SesState } from '../createSesState.ts';
import { alreadyExists, notFound } from '../errors.ts';
import { defineSesAction, page, paginate } from '../SesAction.ts';

/** https://docs.aws.amazon.com/ses/latest/dg/creating-configuration-sets.html */
const ConfigurationSetName = matching(1, 64, '[A-Za-z0-9_-]+');

/** Throws `NotFoundException`, as documented; the words are those of the API's first version. */
export function configurationSet({ configurationSets }: SesState, name: string): ConfigurationSet {
  const found = configurationSets.get(name);
  if (!found) throw notFound(`Configuration set <${name}> does not exist.`);
  return found;
}

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateConfigurationSet.html: what it says beyond sending has no effect here. */
export const createConfigurationSet = defineSesAction(
  {
    ConfigurationSetName,
    SendingOptions: z.object({ SendingEnabled: z.boolean().default(true) }).default({ SendingEnabled: true }),
  },
  ({ ConfigurationSetName: name, SendingOptions }, { state: { configurationSets } }) => {
    if (configurationSets.has(name)) throw alreadyExists(`Configuration set <${name}> already exists.`);
    configurationSets.set(name, { name, sendingEnabled: SendingOptions.SendingEnabled });
  },
);

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetConfigurationSet.html */
export const getConfigurationSet = defineSesAction({ ConfigurationSetName }, (input, { state }) => {
  const { name, sendingEnabled } = configurationSet(state, input.ConfigurationSetName);
  return { ConfigurationSetName: name, SendingOptions: { SendingEnabled: sendingEnabled } };
});

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutConfigurationSetSendingOptions.html */
export const putConfigurationSetSendingOptions = defineSesAction(
  { ConfigurationSetName, SendingEnabled: z.boolean().default(false) },
  ({ ConfigurationSetName: name, SendingEnabled }, { state }) => {
    configurationSet(state, name).sendingEnabled = SendingEnabled;
  },
);

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteConfigurationSet.html */
export const deleteConfigurationSet = defineSesAction({ ConfigurationSetName }, (input, { state }) => {
  const { name } = configurationSet(state, input.ConfigurationSetName);
  state.configurationSets.delete(name);
});

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListConfigurationSets.html */
export const listConfigurationSets = defineSesAction(page, (input, { state }) => {
  const { items, ...rest } = paginate(state.configurationSets.values(), input);
  return { ConfigurationSets: items.map(({ name }) => name), ...rest };
});
