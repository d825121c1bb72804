import { getAccount } from './actions/account.ts';
import {
  createConfigurationSet,
  deleteConfigurationSet,
  getConfigurationSet,
  listConfigurationSets,
  putConfigurationSetSendingOptions,
} from './actions/configurationSets.ts';
import {
  createEmailIdentity,
  deleteEmailIdentity,
  getEmailIdentity,
  listEmailIdentities,
  putEmailIdentityConfigurationSetAttributes,
} from './actions/identities.ts';
import { sendEmail } from './actions/sendEmail.ts';
import {
  deleteSuppressedDestination,
  getSuppressedDestination,
  listSuppressedDestinations,
  putSuppressedDestination,
} from './actions/suppressedDestinations.ts';
import {
  createEmailTemplate,
  deleteEmailTemplate,
  getEmailTemplate,
  listEmailTemplates,
  testRenderEmailTemplate,
  updateEmailTemplate,
} from './actions/templates.ts';
import type { SesAction } from './SesAction.ts';

/** Every action by its name in the API. Its path stands in `local/adapters/sesRest.ts`. */
export const sesActions: Readonly<Record<string, SesAction>> = {
  CreateConfigurationSet: createConfigurationSet,
  CreateEmailIdentity: createEmailIdentity,
  CreateEmailTemplate: createEmailTemplate,
  DeleteConfigurationSet: deleteConfigurationSet,
  DeleteEmailIdentity: deleteEmailIdentity,
  DeleteEmailTemplate: deleteEmailTemplate,
  DeleteSuppressedDestination: deleteSuppressedDestination,
  GetAccount: getAccount,
  GetConfigurationSet: getConfigurationSet,
  GetEmailIdentity: getEmailIdentity,
  GetEmailTemplate: getEmailTemplate,
  GetSuppressedDestination: getSuppressedDestination,
  ListConfigurationSets: listConfigurationSets,
  ListEmailIdentities: listEmailIdentities,
  ListEmailTemplates: listEmailTemplates,
  ListSuppressedDestinations: listSuppressedDestinations,
  PutConfigurationSetSendingOptions: putConfigurationSetSendingOptions,
  PutEmailIdentityConfigurationSetAttributes: putEmailIdentityConfigurationSetAttributes,
  PutSuppressedDestination: putSuppressedDestination,
  SendEmail: sendEmail,
  TestRenderEmailTemplate: testRenderEmailTemplate,
  UpdateEmailTemplate: updateEmailTemplate,
};
