import { serveHttp } from '../../local/adapters/serveHttp.ts';
import { createServices } from '../../local/createServices.ts';
import { createWorld } from '../../local/platform/World.ts';

/** The AWS endpoint of a cloud without a template, over a socket, and what AWS SDK clients need to reach it. Time stands still. */
export async function serveAwsEndpoint(frozenAt = Date.UTC(2030, 0, 1)) {
  const world = createWorld({ frozenAt, seed: 1 });
  const contentTypes = new Set<string | undefined>();
  const { services, awsEndpoint, gate } = createServices(world, {
    assets: { pathOf: () => undefined },
    awsEndpointUrl: () => server.url,
  });
  gate.open();
  const server = await serveHttp({
    handle(request) {
      contentTypes.add(request.headers['content-type']);
      return awsEndpoint(request);
    },
    port: 0,
    host: '127.0.0.1',
    purpose: 'AWS endpoint',
    variable: 'AWS_PORT',
  });
  return {
    world,
    services,
    url: server.url,
    /** Of requests that came. */
    contentTypes,
    settings: {
      endpoint: server.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'made', secretAccessKey: 'up' },
      maxAttempts: 1,
    },
    async close() {
      await server.close();
      await services.lambda.close();
      world.clock.stop();
    },
  };
}
