import { AwsError } from '../platform/AwsError.ts';
import { type Call, callAction } from '../platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { Ses } from '../services/ses/Ses.ts';
import { errorByProtocol } from './errorsByProtocol.ts';
import { createRestFinder, unknownOperation } from './restRoutes.ts';

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Operations.html */
const find = createRestFinder(
  '/v2/email',
  [
    ['GET', '/account', 'GetAccount'],
    ['POST', '/outbound-emails', 'SendEmail'],
    // The models of AWS's own clients differ: botocore 1.43 lists by GET, the SDK for JavaScript 3.1169 by POST.
    ['GET', '/identities', 'ListEmailIdentities'],
    ['POST', '/list-identities', 'ListEmailIdentities'],
    ['POST', '/identities', 'CreateEmailIdentity'],
    ['GET', '/identities/{EmailIdentity}', 'GetEmailIdentity'],
    ['DELETE', '/identities/{EmailIdentity}', 'DeleteEmailIdentity'],
    ['PUT', '/identities/{EmailIdentity}/configuration-set', 'PutEmailIdentityConfigurationSetAttributes'],
    ['GET', '/configuration-sets', 'ListConfigurationSets'],
    ['POST', '/list-configuration-sets', 'ListConfigurationSets'],
    ['POST', '/configuration-sets', 'CreateConfigurationSet'],
    ['GET', '/configuration-sets/{ConfigurationSetName}', 'GetConfigurationSet'],
    ['DELETE', '/configuration-sets/{ConfigurationSetName}', 'DeleteConfigurationSet'],
    ['PUT', '/configuration-sets/{ConfigurationSetName}/sending', 'PutConfigurationSetSendingOptions'],
    ['GET', '/templates', 'ListEmailTemplates'],
    ['POST', '/templates', 'CreateEmailTemplate'],
    ['GET', '/templates/{TemplateName}', 'GetEmailTemplate'],
    ['PUT', '/templates/{TemplateName}', 'UpdateEmailTemplate'],
    ['DELETE', '/templates/{TemplateName}', 'DeleteEmailTemplate'],
    ['POST', '/templates/{TemplateName}/render', 'TestRenderEmailTemplate'],
    ['GET', '/suppression/addresses', 'ListSuppressedDestinations'],
    ['PUT', '/suppression/addresses', 'PutSuppressedDestination'],
    ['GET', '/suppression/addresses/{EmailAddress}', 'GetSuppressedDestination'],
    ['DELETE', '/suppression/addresses/{EmailAddress}', 'DeleteSuppressedDestination'],
  ],
  { numbers: ['PageSize'], lists: { Reason: 'Reasons' } },
);

/** The REST protocol of SES's second version. Returns undefined for any other service's request. */
export async function sesRest(
  { actions }: Ses,
  request: HttpRequest,
  call: Call,
): Promise<HttpResponse | undefined> {
  if (!request.path.startsWith('/v2/email/')) return undefined;
  try {
    const found = find(request);
    if (!found) throw unknownOperation(request);
    const output = await callAction(actions, found.action, found.input, call);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(output) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return errorByProtocol(request, error);
  }
}
