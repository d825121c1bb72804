import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AmplifyTask } from '../support/amplifyClient.ts';
import { openBrowser } from '../support/browser.ts';
import { createInbox, type Inbox } from '../support/createInbox.ts';
import { servePage, type PageServer } from '../support/servePage.ts';
import * as given from './given.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
let webApp: PageServer;
beforeAll(async () => {
  webApp = await servePage('');
  desk = await given.frontdesk({ running: true, allowedOrigins: [webApp.origin] });
});
afterAll(async () => {
  webApp.close();
  await desk[Symbol.asyncDispose]();
});

describe('aws-amplify follows a booking: PENDING, then APPROVED', () => {
  test.each([
    ['in Node', followInNode],
    ['in headless Chromium, on a page of its own port that the operator allows', followInChromium],
  ])('%s', async (_where, follow) => {
    const [tenant, apartment] = [await desk.tenant(), await desk.apartment()];
    const { answers, deliveries, end } = await follow(taskFor(tenant.username, apartment));
    try {
      const answer = await answers.next();
      expect(answer).toMatchObject({
        data: { createApartmentBooking: { id: expect.any(String), status: 'QUEUED' } },
      });
      const { id } = (answer as any).data.createApartmentBooking;
      expect(await deliveries.next()).toMatchObject({ onBookingStatus: { id, status: 'PENDING' } });
      await when.confirms(desk, desk.caretaker, id);
      expect(await deliveries.next()).toMatchObject({ onBookingStatus: { id, status: 'APPROVED' } });
    } finally {
      await end();
    }
  });
});

interface Follower {
  readonly answers: Inbox<unknown>;
  readonly deliveries: Inbox<unknown>;
  end(): Promise<void>;
}

const taskFor = (username: string, apartmentId: string): AmplifyTask => ({
  outputs: desk.cloud.describe(),
  username,
  password: 'Passw0rd-2027',
  subscription: 'subscription { onBookingStatus { id status updatedOn } }',
  mutation: when.BOOK,
  variables: { input: when.aStay(apartmentId, inDays(40), inDays(43)) },
});

/** Time runs here, so stays begin relative to the machine's date. */
const inDays = (days: number) =>
  new Date(desk.cloud.world.clock.now() + days * 86_400_000).toISOString().slice(0, 10);

async function followInNode(task: AmplifyTask): Promise<Follower> {
  const certificate = join(import.meta.dirname, '../../build/test/certificate.pem');
  writeFileSync(certificate, desk.cloud.certificate);
  const script = join(import.meta.dirname, '../support/amplifyInNode.ts');
  const environment = { ...process.env, NODE_EXTRA_CA_CERTS: certificate };
  const child = spawn(process.execPath, [script, JSON.stringify(task)], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const follower = arrivalsFor(async () => void child.kill());
  createInterface({ input: child.stdout }).on('line', (line) => follower.receive(JSON.parse(line)));
  return follower;
}

async function followInChromium(task: AmplifyTask): Promise<Follower> {
  const browser = await openBrowser();
  const follower = arrivalsFor(() => browser.close());
  const page = await browser.newPage({ ignoreHTTPSErrors: true });
  page.on('console', (message) => message.type() === 'error' && console.error(message.text()));
  await page.exposeFunction('report', follower.receive);
  await page.goto(webApp.origin);
  const outputsUrl = desk.cloud.graphqlUrl.replace('/graphql', '/outputs.json');
  const outputs = await page.evaluate(`fetch('${outputsUrl}').then((response) => response.json())`);
  expect(outputs).toEqual(task.outputs);
  await page.addScriptTag({ content: await pageScript(task) });
  return follower;
}

function arrivalsFor(end: () => Promise<void>) {
  const [answers, deliveries] = [
    createInbox<unknown>('the mutation’s answer'),
    createInbox<unknown>('a delivery'),
  ];
  const receive = (line: { answered?: unknown; delivered?: unknown }) =>
    'answered' in line ? answers.put(line.answered) : deliveries.put(line.delivered);
  return { answers, deliveries, end, receive };
}

/** The web page's script: the same client, bundled for a browser. */
async function pageScript(task: AmplifyTask): Promise<string> {
  const client = join(import.meta.dirname, '../support/amplifyClient.ts');
  const contents = `
    import { runAmplify } from ${JSON.stringify(client)};
    const report = (line) => globalThis.report(JSON.parse(JSON.stringify(line)));
    runAmplify(${JSON.stringify(task)}, {
      answered: (answered) => report({ answered }),
      delivered: (delivered) => report({ delivered }),
    }).catch((error) => report({ answered: { failed: String(error) } }));`;
  const bundled = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  return bundled.outputFiles[0]!.text;
}
