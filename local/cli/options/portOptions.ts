import { OperatorError } from '../../platform/errors.ts';
import { optionGroup } from './OptionGroup.ts';

/** Default port of GraphQL, realtime and console. */
export const DEFAULT_PORT = 4000;

/** Default port of the AWS endpoint. */
export const DEFAULT_AWS_PORT = 4566;

/** The ports that a cloud listens on. What is typed wins over the environment. */
export const portOptions = optionGroup({
  options: { port: { type: 'string' }, 'aws-port': { type: 'string' } },
  usage: [
    ['--port PORT', `GraphQL, realtime, console (default ${DEFAULT_PORT}; 0 picks one; TLS on the next)`],
    ['--aws-port PORT', `AWS endpoint (default ${DEFAULT_AWS_PORT}; 0 picks one)`],
  ],
  environmentUsage: [
    ['PORT', 'the same as --port'],
    ['AWS_PORT', 'the same as --aws-port'],
  ],
  read: ({ port, 'aws-port': awsPort }, { PORT, AWS_PORT }) =>
    checkApart({
      port: portIn({ '--port': port, PORT }) ?? DEFAULT_PORT,
      awsPort: portIn({ '--aws-port': awsPort, AWS_PORT }) ?? DEFAULT_AWS_PORT,
    }),
});

interface Ports {
  readonly port: number;
  readonly awsPort: number;
}

/** Each door needs a port of its own. Throws `OperatorError` where two would have one, or TLS would have none. */
function checkApart(ports: Ports): Ports {
  const { port, awsPort } = ports;
  if (port === HIGHEST)
    throw new OperatorError(
      `PORT is ${HIGHEST}, and TLS listens on the next port, which does not exist: give one below.`,
    );
  if (port !== 0 && (awsPort === port || awsPort === port + 1))
    throw new OperatorError(
      `PORT is ${port} and AWS_PORT is ${awsPort}, but GraphQL takes ${port} and TLS ${port + 1}: give two that are further apart.`,
    );
  return ports;
}

const HIGHEST = 65_535;

/** Reads the first that is given. Throws `OperatorError` for what is no port. */
export function portIn(given: Readonly<Record<string, string | undefined>>): number | undefined {
  const [entry] = Object.entries(given).filter(([, text]) => text !== undefined && text !== '');
  if (!entry) return undefined;
  const [name, text = ''] = entry;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= HIGHEST) return port;
  throw new OperatorError(`${name} is ${JSON.stringify(text)}; give a port number from 0 to 65535.`);
}
