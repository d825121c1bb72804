import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { serveAwsEndpoint } from '../../../support/serveAwsEndpoint.ts';

/** The AWS endpoint of a cloud without a template, by AWS's own clients, for all tests of a file. */
export function givenSes() {
  let served: Awaited<ReturnType<typeof serveAwsEndpoint>>;
  let ses: SESv2Client;
  let sns: SNSClient;
  beforeAll(async () => {
    served = await serveAwsEndpoint();
    ses = new SESv2Client(served.settings);
    sns = new SNSClient(served.settings);
  });
  afterAll(async () => {
    ses.destroy();
    sns.destroy();
    await served.close();
  });
  beforeEach(() => served.services.mailbox.empty());
  return {
    get ses() {
      return ses;
    },
    get sns() {
      return sns;
    },
    get world() {
      return served.world;
    },
    get services() {
      return served.services;
    },
    get url() {
      return served.url;
    },
    /** What would have been sent, the latest last. */
    messages: () => served.services.mailbox.messages(),
  };
}
