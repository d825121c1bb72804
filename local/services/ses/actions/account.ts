import { defineSesAction } from '../SesAction.ts';

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html: out of the sandbox, without a quota. Chosen. */
export const getAccount = defineSesAction({}, () => ({
  DedicatedIpAutoWarmupEnabled: false,
  EnforcementStatus: 'HEALTHY',
  ProductionAccessEnabled: true,
  SendQuota: { Max24HourSend: -1, MaxSendRate: -1, SentLast24Hours: 0 },
  SendingEnabled: true,
  SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
}));
