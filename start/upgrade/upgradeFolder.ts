import { SQSClient } from '@aws-sdk/client-sqs';
import type { CloudDescription } from '../../local/CloudDescription.ts';
import type { DataUpgrade } from '../../local/cli/seedOnce.ts';
import { errorMessage, invariant, OperatorError } from '../../local/platform/errors.ts';
import { connect } from '../connect.ts';
import { ANY_KEY, askForRebuild } from '../cards/run.ts';
import { stores } from '../shop.ts';
import { upgrade } from './upgrade.ts';

/** Has the cards made that orders are searched by: nobody wrote them before. */
async function rebuildCards({ queues, awsEndpointUrl, region, accessKey }: CloudDescription): Promise<void> {
  const projector = queues['ProjectOrders'];
  invariant(projector, 'a worker projects orders');
  const sqs = new SQSClient({ endpoint: awsEndpointUrl, region, credentials: accessKey ?? ANY_KEY });
  await askForRebuild(sqs, projector.url);
}

/**
 * Brings a data folder of `npm start` up to date: version 2 has the catalogue, with the shop of a fresh start, and lists
 * buildings by owner and area, and finds orders by their cards.
 */
export const upgradeFolder: DataUpgrade = {
  version: 2,
  async run(cloud, users) {
    const admin = users.find(({ groups }) => groups.includes('Admins'));
    if (!admin) throw new OperatorError('The data folder names no Admin, who would bring it up to date.');
    const client = connect(cloud.describe(), undefined, () => cloud.world.clock.now());
    try {
      // Orders that were waiting in a queue tell prices, too.
      await cloud.settles();
      const session = await client.signIn(admin.username, admin.password);
      const done = await upgrade(session, stores);
      await rebuildCards(cloud.describe());
      await cloud.settles();
      return [...done, 'Orders can be searched'];
    } catch (error) {
      throw new OperatorError(
        `The data folder cannot be brought up to date as ${admin.username}: ${errorMessage(error)}. ` +
          'It is as it was, for the version it is of; another folder starts afresh.',
      );
    }
  },
};
