import { parseArgs } from 'node:util';
import { runCloud } from './cli/runCloud.ts';
import { exitWithError } from './cli/exitWithError.ts';
import { OperatorError } from './platform/errors.ts';

const USAGE = `Usage: npm run local -- ASSEMBLY [--data DIR] [--port N] [--aws-port N]

Runs a CDK app on this machine from its cloud assembly: the folder that "cdk synth" wrote.

  ASSEMBLY     such as cdk.out
  --data DIR   keep tables, queues and users in a folder between starts (default: keep nothing)
  --port       GraphQL, realtime, console (default 4000; 0 picks one; TLS on the next)
  --aws-port   AWS endpoint (default 4566; 0 picks one)
  --help       show this text
`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      'aws-port': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const [assembly] = positionals;
  if (values.help) console.log(USAGE);
  else if (!assembly)
    throw new OperatorError('Name the folder of a cloud assembly, such as cdk.out; --help shows how.');
  else {
    const port = Number(values.port ?? 4000);
    const awsPort = Number(values['aws-port'] ?? 4566);
    const data = values.data === undefined ? {} : { dataDirectory: values.data };
    await runCloud({ assembly, ...data, port, awsPort, title: `${assembly} runs on this machine` });
  }
} catch (error) {
  exitWithError(error);
}
