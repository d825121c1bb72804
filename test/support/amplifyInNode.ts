import { runAmplify, type AmplifyTask } from './amplifyClient.ts';

/** A process of its own, so that its certificate authority can be set: one JSON line for each thing seen, until it is ended. */
const task = JSON.parse(process.argv[2]!) as AmplifyTask;
const print = (line: object) => console.log(JSON.stringify(line));
await runAmplify(task, {
  answered: (answered) => print({ answered }),
  delivered: (delivered) => print({ delivered }),
});
