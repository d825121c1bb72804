import { runAmplify, type AmplifyTask } from './amplifyClient.ts';

/** Runs in a process of its own, so that its certificate authority can be set. Prints one JSON line for each event, until it is ended. */
const task = JSON.parse(process.argv[2]!) as AmplifyTask;
const print = (line: object) => console.log(JSON.stringify(line));
await runAmplify(task, {
  answered: (answered) => print({ answered }),
  delivered: (delivered) => print({ delivered }),
});
