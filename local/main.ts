import { parseArgs } from 'node:util';
import { runCloud } from './cli/runCloud.ts';
import { CONFLICTS_OPTION, CONFLICTS_USAGE, readConflicts } from './cli/readConflicts.ts';
import { HOST_USAGE, REACH_OPTIONS, REACH_USAGE, readReach } from './cli/readReach.ts';
import { exitWithError } from './cli/exitWithError.ts';
import { OperatorError } from './platform/errors.ts';

const USAGE = `Usage: npm run local -- ASSEMBLY [--data DIR] [options]

Runs a CDK app on this machine from its cloud assembly: the folder that "cdk synth" wrote.

  ASSEMBLY     such as cdk.out
  --data DIR   keep tables, queues and users in a folder between starts (default: keep nothing)
  --port       GraphQL, realtime, console (default 4000; 0 picks one; TLS on the next)
  --aws-port   AWS endpoint (default 4566; 0 picks one)
  --outputs FILE
               write the stacks' outputs there, as "cdk deploy --outputs-file" does
  --help       show this text
${REACH_USAGE}
${CONFLICTS_USAGE}

Environment
${HOST_USAGE}
`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      'aws-port': { type: 'string' },
      outputs: { type: 'string' },
      help: { type: 'boolean' },
      ...REACH_OPTIONS,
      ...CONFLICTS_OPTION,
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
    const reach = readReach(values, process.env);
    const conflicts = readConflicts(values.conflicts);
    await runCloud({
      assembly,
      ...data,
      ...reach,
      ...conflicts,
      outputsFile: values.outputs,
      port,
      awsPort,
      title: `${assembly} runs on this machine`,
    });
  }
} catch (error) {
  exitWithError(error);
}
