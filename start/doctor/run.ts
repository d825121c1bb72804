import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeFinding, type Finding, type Patient } from './Finding.ts';
import { freeMemory, javaForTests, fileWatches, spaceOnDisk, toolsOfAws } from './machine.ts';
import { installedPackages, installedPrograms, nodeAndNpm } from './installation.ts';
import { ports } from './ports.ts';

const USAGE = `Usage: npm run doctor

Looks at what Frontdesk needs of this machine: Node and npm, what is installed,
its ports, disk and memory, and what only some parts use. Changes nothing.
Exit code 1 where something does not work until it is mended.

  --help       show this text

Environment
  PORT, AWS_PORT
               the ports that "npm start" will use (default 4000 and 4566)
  NO_COLOR     set to print without colours
`;

const examinations: readonly ((patient: Patient) => Promise<readonly Finding[]> | readonly Finding[])[] = [
  nodeAndNpm,
  installedPackages,
  installedPrograms,
  ports,
  spaceOnDisk,
  freeMemory,
  fileWatches,
  javaForTests,
  toolsOfAws,
];

/** Prints what every examination finds. Returns the exit code. */
export async function run(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  try {
    const { values } = parseArgs({ args: [...args], options: { help: { type: 'boolean' } } });
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)} See npm run doctor -- --help.`);
    return 2;
  }
  const patient = { root: join(import.meta.dirname, '../..'), environment };
  const findings: Finding[] = [];
  for (const examine of examinations)
    for (const finding of await examine(patient)) {
      findings.push(finding);
      console.log(describeFinding(finding));
    }
  const faults = findings.filter(({ state }) => state === 'fault').length;
  console.log(
    faults === 0 ? '\nReady: npm start' : `\n${faults} to mend before "npm start" works as it should.`,
  );
  return faults === 0 ? 0 : 1;
}
